// SPDX-License-Identifier: MIT OR Apache-2.0

//! Neighbouring string literals in `asm!`, as C has them.
//@ absent: expected token: `,`

#![no_std]

pub fn nops() {
    unsafe { core::arch::asm!("nop;" "nop") }
}
