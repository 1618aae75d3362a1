// SPDX-License-Identifier: MIT OR Apache-2.0

//! A packed struct with a member that must be aligned, laid out as C lays it out.
//@ absent: E0588

#![no_std]

#[repr(C, align(8))]
pub struct Stamp(pub u64);

#[repr(C, packed)]
pub struct Header {
    pub kind: u8,
    pub stamp: Stamp,
}

const _: () = assert!(core::mem::size_of::<Header>() == 16);
