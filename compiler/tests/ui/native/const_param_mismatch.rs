// SPDX-License-Identifier: MIT OR Apache-2.0

//! A method of one parameter's value is not there for another.

//@compile-flags: -K edition=kernel

use std::marker::ConstParamTy;

#[derive(PartialEq, Eq, ConstParamTy)]
enum Direction {
    In,
    Out,
}

struct Pin<const D: Direction>;

impl Pin<{ Direction::In }> {
    fn read(&self) -> u8 {
        1
    }
}

fn main() {
    Pin::<{ Direction::In }>.read();
    Pin::<{ Direction::Out }>.read(); //~ E0599
}
