// SPDX-License-Identifier: MIT OR Apache-2.0

//! The body is more than one `naked_asm!`.
//@ gate: naked_functions
//@ error: E0787 | naked

#![no_std]

#[unsafe(naked)]
pub extern "C" fn entry() {
    let local = 1;
    core::arch::naked_asm!("ret")
}
