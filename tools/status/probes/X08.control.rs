// SPDX-License-Identifier: MIT OR Apache-2.0

//! The layout is that of C as well.
//@ error: conflicting

#![no_std]

#[repr(Rust, C)]
pub struct Table(pub u32);

#[no_mangle]
pub static TABLE: Table = Table(42);
