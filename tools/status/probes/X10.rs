// SPDX-License-Identifier: MIT OR Apache-2.0

//! An edition that warns of unsafe operations in an unsafe function.
//@ edition: 2024
//@ warns: E0133
//@ since: 1.85

#![no_std]

pub unsafe fn read(pointer: *const u8) -> u8 {
    *pointer
}
