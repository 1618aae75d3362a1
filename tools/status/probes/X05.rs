// SPDX-License-Identifier: MIT OR Apache-2.0

//! A `let` that returns when its pattern does not match.
//@ gate: let_else
//@ since: 1.65

#![no_std]

pub fn value(option: Option<u8>) -> u8 {
    let Some(value) = option else {
        return 0;
    };
    value
}
