// SPDX-License-Identifier: MIT OR Apache-2.0

//! The second literal is a number.
//@ error: expected

#![no_std]

pub fn nops() {
    unsafe { core::arch::asm!("nop;" 5) }
}
