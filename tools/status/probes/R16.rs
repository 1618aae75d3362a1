// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function with a precondition and a postcondition.
//@ gate: contracts

#![no_std]

use core::contracts::{ensures, requires};

#[requires(x > 0)]
#[ensures(|result| *result > 0)]
pub fn decrement(x: u8) -> u8 {
    x
}
