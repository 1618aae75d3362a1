// SPDX-License-Identifier: MIT OR Apache-2.0

//! Fields that are as wide as a number of bits says.
//@ absent: cannot find attribute
//@ note: the attribute of rust-lang/rfcs#3113

#![no_std]

#[repr(C)]
pub struct Flags {
    #[bits(3)]
    pub kind: u32,
    #[bits(5)]
    pub depth: u32,
}

const _: () = assert!(core::mem::size_of::<Flags>() == 4);
