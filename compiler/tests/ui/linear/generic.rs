// SPDX-License-Identifier: MIT OR Apache-2.0

//! A value of a linear type is dropped by a function that does not know its type.

//@compile-flags: -K attributes=on
//@[optimized] compile-flags: -O
//@revisions: plain optimized

#[kelsonc::linear]
pub struct Token(u32);

impl Token {
    #[kelsonc::consumes]
    fn end(self) {}
}

struct Holder {
    _token: Token,
}

fn own<T>(_value: T) {} //~ ERROR: a `Token` can be dropped here, and must not be

fn hand_on<T>(value: T) {
    own(value);
}

trait Job: Sized {
    fn run(self) {} //~ ERROR: a `Token` can be dropped here, and must not be
}

impl Job for Token {}

fn main() {
    drop(Token(1)); //~ ERROR: a `Token` can be dropped here, and must not be
    hand_on(Token(2));
    Token(3).run();
    Some(Token(4)).map(drop); //~ ERROR: a `Token` can be dropped here, and must not be
    let _: Option<u8> = Err::<u8, _>(Token(5)).ok(); //~ ERROR: a `Token` can be dropped here, and must not be
    drop(Holder { _token: Token(6) }); //~ ERROR: a `Token` can be dropped here, and must not be
    Some(Token(7)).unwrap_or(Token(8)).end(); //~ ERROR: a `Token` can be dropped here, and must not be
    let mut slot = Some(Token(9));
    slot.insert(Token(10)); //~ ERROR: a `Token` can be dropped here, and must not be
    if let Some(token) = slot {
        token.end();
    }
    let mut tokens = vec![Token(11)];
    tokens.clear(); //~ ERROR: a `Token` can be dropped here, and must not be
    keep(tokens);
    let end: fn(Token) = drop; //~ ERROR: a `Token` can be dropped here, and must not be
    end(Token(12));
}

#[kelsonc::consumes]
fn keep<T>(_: T) {}
