// SPDX-License-Identifier: MIT OR Apache-2.0

//! Enums, structs and strings as const parameters.

//@run
//@compile-flags: -K edition=kernel

use std::marker::ConstParamTy;

#[derive(PartialEq, Eq, ConstParamTy)]
enum Direction {
    In,
    Out,
}

#[derive(PartialEq, Eq, ConstParamTy)]
struct Shape {
    rows: usize,
    columns: usize,
}

struct Pin<const D: Direction>;

impl Pin<{ Direction::In }> {
    fn read(&self) -> u8 {
        1
    }
}

impl Pin<{ Direction::Out }> {
    fn write(&self) -> u8 {
        2
    }
}

struct Named<const NAME: &'static str>;

impl<const NAME: &'static str> Named<NAME> {
    fn name(&self) -> &'static str {
        NAME
    }
}

struct Matrix<const S: Shape>;

impl<const S: Shape> Matrix<S> {
    const LEN: usize = S.rows * S.columns;
}

fn main() {
    println!("{} {}", Pin::<{ Direction::In }>.read(), Pin::<{ Direction::Out }>.write());
    println!("{}", Named::<"eth0">.name());
    println!("{}", Matrix::<{ Shape { rows: 2, columns: 3 } }>::LEN);
}
