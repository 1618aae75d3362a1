// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute has another name.
//@ error: bitts

#![no_std]

#[repr(C)]
pub struct Flags {
    #[bitts(3)]
    pub kind: u32,
}
