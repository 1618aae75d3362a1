// SPDX-License-Identifier: MIT OR Apache-2.0

//! A cast between function pointer types that stays valid under CFI.
//@ absent: fn_cast

#![no_std]

pub fn callback(_: &u32) {}

pub fn cast() -> unsafe fn(*const u32) {
    core::ptr::fn_cast!(callback)
}
