// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute has another name.
//@ error: no_paanic

#![no_std]

#[no_paanic]
pub fn first(bytes: &[u8; 4]) -> u8 {
    bytes[0]
}
