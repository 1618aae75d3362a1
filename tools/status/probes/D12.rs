// SPDX-License-Identifier: MIT OR Apache-2.0

//! A transmute that the compiler proves safe.
//@ gate: transmutability

#![no_std]

use core::mem::{Assume, TransmuteFrom};

pub fn bytes(word: u32) -> [u8; 4] {
    unsafe { <[u8; 4] as TransmuteFrom<u32, { Assume::NOTHING }>>::transmute(word) }
}
