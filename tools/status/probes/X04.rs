// SPDX-License-Identifier: MIT OR Apache-2.0

//! Inline assembly that jumps to a block of Rust.
//@ gate: asm_goto
//@ since: 1.87

#![no_std]

pub fn branch() -> u8 {
    unsafe { core::arch::asm!("/* {} */", label { return 1 }) }
    0
}
