// SPDX-License-Identifier: MIT OR Apache-2.0

//! The kind of the operand does not exist.
//@ error: memm | expected operand

#![no_std]

pub fn store(place: &mut u64) {
    unsafe { core::arch::asm!("/* {} */", memm(*place)) }
}
