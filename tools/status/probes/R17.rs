// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function pointer type with a salt in its KCFI hash, as clang has it.
//@ absent: cannot find attribute
//@ note: the attribute of clang 22; no upstream design yet

#![no_std]

#[cfi_salt("irq")]
pub extern "C" fn handler(_: u32) {}
