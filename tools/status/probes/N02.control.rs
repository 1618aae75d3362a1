// SPDX-License-Identifier: MIT OR Apache-2.0

//! The option has another name.
//@ flags: -Casm-syntaxx=att
//@ error: asm-syntaxx

#![no_std]

pub fn nop() {
    unsafe { core::arch::asm!("nop") }
}
