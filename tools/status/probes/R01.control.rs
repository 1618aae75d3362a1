// SPDX-License-Identifier: MIT OR Apache-2.0

//! The alignment of the member is not a power of two.
//@ error: E0589

#![no_std]

#[repr(C, align(7))]
pub struct Stamp(pub u64);

#[repr(C, packed)]
pub struct Header {
    pub kind: u8,
    pub stamp: Stamp,
}
