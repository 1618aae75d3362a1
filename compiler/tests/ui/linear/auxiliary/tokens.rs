// SPDX-License-Identifier: MIT OR Apache-2.0

//! A linear type, for other crates.

//@compile-flags: -K attributes=on

#[kelsonc::linear("a token ends by `end`")]
pub struct Token(u32);

impl Token {
    pub fn new() -> Token {
        Token(0)
    }

    #[kelsonc::consumes]
    pub fn end(self) {}
}

pub struct Holder(pub Token);
