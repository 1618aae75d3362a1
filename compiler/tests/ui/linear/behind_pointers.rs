// SPDX-License-Identifier: MIT OR Apache-2.0

//! A value ends in a function that nothing but a pointer names: in a vtable, a constant, a static, or a type.

//@compile-flags: -K attributes=on
//@[optimized] compile-flags: -O
//@revisions: plain optimized
//@aux-build: library.rs

extern crate library;

use library::{Clear, Table};

#[kelsonc::linear]
pub struct Token(u32);

#[kelsonc::consumes]
fn keep<T>(_: T) {}

const RELEASE: fn(Token) = drop;

static RELEASE_LATER: fn(Token) = drop; //~ ERROR: a `Token` can be dropped here, and must not be

static DISCARD: fn(Token) = discard;

/// That a function which may do so calls it as well is no excuse.
fn discard<T>(_value: T) {} //~ ERROR: a `Token` can be dropped here, and must not be

impl Token {
    #[kelsonc::consumes]
    fn end(self) {
        discard(self);
    }
}

struct Operations<T> {
    release: Option<fn(T)>,
}

impl<T: 'static> Operations<T> {
    const ALL: &'static Self = &Operations {
        release: Some(drop),
    };
}

fn release<T: 'static>(value: T) {
    match Operations::<T>::ALL.release { //~ ERROR: a `Token` can be dropped here, and must not be
        Some(release) => release(value),
        None => keep(value),
    }
}

fn boxed<T: Send + 'static>(value: T) -> Box<dyn Send> {
    Box::new(value) //~ ERROR: a `Token` can be dropped here, and must not be
}

fn clear(slot: &mut dyn Clear) {
    slot.clear();
}

fn main() {
    RELEASE(Token(1)); //~ ERROR: a `Token` can be dropped here, and must not be
    RELEASE_LATER(Token(2));
    DISCARD(Token(0));
    Token(0).end();
    release(Token(3));
    boxed(Token(4));
    let mut slot = Some(Token(5));
    clear(&mut slot); //~ ERROR: a `Token` can be dropped here, and must not be
    library::clear(&mut slot); //~ ERROR: a `Token` can be dropped here, and must not be
    keep(slot);
    library::boxed(Token(6)); //~ ERROR: a `Token` can be dropped here, and must not be
    Table::release(Token(7)); //~ ERROR: a `Token` can be dropped here, and must not be
    library::register(Token(8)); //~ ERROR: a `Token` can be forgotten here, and must not be
    vec![Token(9)].into_iter().for_each(drop); //~ ERROR: a `Token` can be dropped here, and must not be
    let mut tokens = vec![Token(10)];
    tokens.retain(|token| token.0 > 0); //~ ERROR: a `Token` can be dropped here, and must not be
    keep(tokens);
}
