// SPDX-License-Identifier: MIT OR Apache-2.0

//! The constant reads a static that can change.
//@ gate: const_refs_to_static
//@ error: E0080 | E0133 | E0658 | mutable

#![no_std]

pub static mut TABLE: u32 = 42;

pub const VALUE: u32 = unsafe { TABLE };
