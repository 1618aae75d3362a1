// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values of linear types that end as they should, in all kinds of ways, and the drops that are none of our business.

//@compile-flags: -K attributes=on
//@[optimized] compile-flags: -O
//@[aborting] compile-flags: -C panic=abort
//@revisions: plain optimized aborting
//@run

use std::cell::Cell;

thread_local! {
    static ENDED: Cell<u32> = const { Cell::new(0) };
}

#[kelsonc::linear]
struct Token {
    number: u32,
    name: String,
}

#[kelsonc::linear]
enum Reply {
    Nothing,
    Text(String),
}

impl Token {
    fn new(number: u32) -> Token {
        Token {
            number,
            name: number.to_string(),
        }
    }

    #[kelsonc::consumes]
    fn end(self) {
        assert_eq!(self.name, self.number.to_string());
        ENDED.set(ENDED.get() + self.number);
    }

    /// What has another field that is moved out of is in pieces.
    fn into_name(self) -> String {
        let Token { number, name } = self;
        ENDED.set(ENDED.get() + number);
        name
    }
}

fn checked(token: Token, input: Result<u32, ()>) -> Result<u32, ()> {
    let number = match input {
        Ok(number) => number,
        Err(error) => {
            token.end();
            return Err(error);
        }
    };
    token.end();
    Ok(number)
}

fn hand_on<T, R>(value: T, end: impl FnOnce(T) -> R) -> R {
    end(value)
}

/// In an option that was emptied there is nothing to drop, which only this function knows.
#[kelsonc::consumes]
fn empty<T>(option: Option<T>) {
    assert!(option.is_none());
}

fn diverges(token: Token) -> ! {
    if token.number > 1 {
        std::process::exit(1);
    }
    panic!("with {}", token.name);
}

struct Pair {
    left: Token,
    right: Token,
}

fn borrowed(token: &Token, also: &mut Token) -> u32 {
    also.number += 1;
    also.number -= 1;
    token.number
}

fn main() {
    Token::new(1).end();
    assert_eq!(Token::new(2).into_name(), "2");
    assert_eq!(checked(Token::new(4), Ok(1)), Ok(1));
    assert_eq!(checked(Token::new(8), Err(())), Err(()));
    hand_on(Token::new(16), Token::end);
    hand_on(Token::new(32), |token| token.end());
    if let Some(token) = Some(Token::new(64)) {
        token.end();
    }
    let mut slot = Some(Token::new(128));
    match slot.take() {
        Some(token) => token.end(),
        None => unreachable!(),
    }
    empty(slot);
    let pair = Pair {
        left: Token::new(256),
        right: Token::new(512),
    };
    let mut other = Token::new(0);
    borrowed(&pair.left, &mut other);
    other.end();
    let Pair { left, right } = pair;
    left.end();
    right.end();
    let boxed = Box::new(Token::new(1024));
    (*boxed).end();
    let mut token = Token::new(2048);
    for _ in 0..3 {
        token = token.pass();
    }
    token.end();
    let [first, second] = [Token::new(4096), Token::new(8192)];
    std::mem::swap(&mut { first }.pass_to(&second), &mut String::new());
    second.end();
    let reply = match std::env::args().count() {
        0 => Reply::Nothing,
        count => Reply::Text(count.to_string()),
    };
    match reply {
        Reply::Text(text) => assert_eq!(text, "1"),
        nothing => keep(nothing),
    }
    if ENDED.get() == 0 {
        diverges(Token::new(0));
    }
    println!("{:b}", ENDED.get());
}

#[kelsonc::consumes]
fn keep<T>(_: T) {}

impl Token {
    fn pass(self) -> Token {
        self
    }

    fn pass_to(self, other: &Token) -> String {
        let number = self.number;
        assert!(number < other.number);
        self.into_name()
    }
}
