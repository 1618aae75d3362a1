// SPDX-License-Identifier: MIT OR Apache-2.0

//! One field is never initialized.
//@ gate: partial_init_locals
//@ error: E0381

#![no_std]

pub struct Pair {
    pub left: u8,
    pub right: u8,
}

pub fn pair() -> Pair {
    let pair: Pair;
    pair.left = 1;
    pair
}
