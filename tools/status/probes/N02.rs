// SPDX-License-Identifier: MIT OR Apache-2.0

//! An assembly syntax for the whole crate.
//@ flags: -Casm-syntax=att
//@ absent: asm-syntax

#![no_std]

pub fn nop() {
    unsafe { core::arch::asm!("nop") }
}
