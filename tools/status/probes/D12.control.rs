// SPDX-License-Identifier: MIT OR Apache-2.0

//! Not every byte is a `bool`.
//@ gate: transmutability
//@ error: E0277

#![no_std]

use core::mem::{Assume, TransmuteFrom};

pub fn flag(byte: u8) -> bool {
    unsafe { <bool as TransmuteFrom<u8, { Assume::NOTHING }>>::transmute(byte) }
}
