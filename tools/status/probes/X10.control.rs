// SPDX-License-Identifier: MIT OR Apache-2.0

//! The function that reads is not unsafe.
//@ edition: 2024
//@ error: E0133

#![no_std]

pub fn read(pointer: *const u8) -> u8 {
    *pointer
}
