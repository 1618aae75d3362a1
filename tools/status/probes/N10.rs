// SPDX-License-Identifier: MIT OR Apache-2.0

//! The offset of a place that an expression names.
//@ absent: offset_of_val

#![no_std]

pub struct Ring {
    pub head: u32,
    pub slots: [u64; 4],
}

pub fn offset(ring: *const Ring) -> usize {
    core::mem::offset_of_val!(ring, slots)
}
