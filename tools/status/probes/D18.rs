// SPDX-License-Identifier: MIT OR Apache-2.0

//! A local struct initialized field by field.
//@ absent: E0381
//@ gate: partial_init_locals

#![no_std]

pub struct Pair {
    pub left: u8,
    pub right: u8,
}

pub fn pair() -> Pair {
    let pair: Pair;
    pair.left = 1;
    pair.right = 2;
    pair
}
