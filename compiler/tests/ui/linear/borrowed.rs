// SPDX-License-Identifier: MIT OR Apache-2.0

//! Objects that take or lend linear values own none, and what only a function that consumes calls is its affair.

//@compile-flags: -K attributes=on
//@[optimized] compile-flags: -O
//@revisions: plain optimized
//@edition: 2021
//@run

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

#[kelsonc::linear]
#[derive(Debug, Clone, PartialEq, Default)]
struct Token {
    number: u32,
    name: String,
}

/// Is called by what consumes, and by nothing else.
fn discard<T>(_: T) {}

impl Token {
    #[kelsonc::consumes]
    fn end(self) {
        discard(self);
    }
}

fn show<'a>(token: &'a Token) -> Box<dyn Debug + 'a> {
    Box::new(token)
}

fn number<'a>(token: &'a Token) -> Box<dyn Fn() -> u32 + 'a> {
    Box::new(move || token.number)
}

fn generic<T: Debug>(value: T, end: impl FnOnce(T) + 'static) {
    let end: Box<dyn FnOnce(T)> = Box::new(end);
    end(value);
}

fn call(end: impl FnOnce()) {
    end();
}

/// A future that comes in itself has nothing to do with any of this.
async fn count(number: u32) -> u32 {
    match number {
        0 => 0,
        _ => 1 + Box::pin(count(number - 1)).await,
    }
}

fn main() {
    let take: Box<dyn FnOnce(Token)> = Box::new(|token| token.end());
    let end: Rc<dyn Fn(Token)> = Rc::new(Token::end);
    let token = Token::default();
    println!("{:?} {}", show(&token), number(&token)());
    take(token.clone());
    end(token);
    generic(Token::default(), Token::end);
    let captured = Token::default();
    call(move || captured.end());
    let _: Pin<Box<dyn Future<Output = u32>>> = Box::pin(count(1));
}
