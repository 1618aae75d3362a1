// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function without prologue and epilogue.
//@ gate: naked_functions
//@ since: 1.88

#![no_std]

#[unsafe(naked)]
pub extern "C" fn entry() {
    core::arch::naked_asm!("ret")
}
