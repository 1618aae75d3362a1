// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function that the compiler proves free of panics.
//@ absent: cannot find attribute
//@ note: no upstream design yet; the attribute is the one the ecosystem uses

#![no_std]

#[no_panic]
pub fn first(bytes: &[u8; 4]) -> u8 {
    bytes[0]
}
