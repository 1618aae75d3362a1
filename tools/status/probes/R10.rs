// SPDX-License-Identifier: MIT OR Apache-2.0

//! A memory operand of inline assembly.
//@ absent: expected operand | mem

#![no_std]

pub fn store(place: &mut u64) {
    unsafe { core::arch::asm!("/* {} */", mem(*place)) }
}
