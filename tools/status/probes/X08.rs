// SPDX-License-Identifier: MIT OR Apache-2.0

//! A layout that is spelled out as that of Rust, and an unmangled static of it.
//@ since: 1.74

#![no_std]
#![deny(improper_ctypes_definitions)]

#[repr(Rust)]
pub struct Table(pub u32);

#[no_mangle]
pub static TABLE: Table = Table(42);
