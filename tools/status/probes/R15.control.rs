// SPDX-License-Identifier: MIT OR Apache-2.0

//! The macro has another name.
//@ error: fn_castt

#![no_std]

pub fn callback(_: &u32) {}

pub fn cast() -> unsafe fn(*const u32) {
    core::ptr::fn_castt!(callback)
}
