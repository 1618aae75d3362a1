// SPDX-License-Identifier: MIT OR Apache-2.0

//! The promise of a type holds in the crates that use it.

//@compile-flags: -K attributes=on
//@aux-build: tokens.rs

extern crate tokens;

use tokens::{Holder, Token};

fn dropped() {
    let _token = Token::new();
} //~ ERROR: `_token` is dropped here, and a `Token` must not be

fn held() {
    Holder(Token::new()); //~ ERROR: a `Holder` is dropped here, with a `Token`, which must not be
}

fn ended() {
    Token::new().end();
    Holder(Token::new()).0.end();
}

fn main() {
    dropped();
    held();
    ended();
}
