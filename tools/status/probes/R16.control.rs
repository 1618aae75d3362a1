// SPDX-License-Identifier: MIT OR Apache-2.0

//! The precondition is not a condition.
//@ gate: contracts
//@ error: missing | E0433 | E0432

#![no_std]

use core::contracts::requires;

#[requires(missing > 0)]
pub fn decrement(x: u8) -> u8 {
    x
}
