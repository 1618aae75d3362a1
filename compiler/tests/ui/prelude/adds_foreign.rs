// SPDX-License-Identifier: MIT OR Apache-2.0

//! The module of another crate has a `Result` of its own; derives and standard macros are there as ever, in whatever
//! place they stand.

//@run
//@aux-build: project.rs
//@compile-flags: -K prelude=+project::prelude

#[derive(Debug, Clone, PartialEq)]
struct Number(u8);

fn parse(text: &str) -> Result<Number> {
    text.parse().map(Number).map_err(|_| project::Error)
}

mod inner {
    pub fn numbers() -> Vec<u8> {
        vec![1, 2]
    }
}

fn main() {
    println!("{:?} {:?} {:?}", parse("7"), parse("eight").is_err(), inner::numbers())
}
