// SPDX-License-Identifier: MIT OR Apache-2.0

//! The block has a type that no jump can give.
//@ gate: asm_goto
//@ error: E0308 | E0658 | label

#![no_std]

pub fn branch() -> u8 {
    unsafe { core::arch::asm!("/* {} */", label { "text" }) }
    0
}
