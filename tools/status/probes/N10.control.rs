// SPDX-License-Identifier: MIT OR Apache-2.0

//! The macro has another name.
//@ error: offset_of_vaal

#![no_std]

pub struct Ring {
    pub head: u32,
}

pub fn offset(ring: *const Ring) -> usize {
    core::mem::offset_of_vaal!(ring, head)
}
