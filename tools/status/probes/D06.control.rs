// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute has another name.
//@ gate: export_stable
//@ error: export_stablee

#![no_std]

#[export_stablee]
pub extern "C" fn probe(_: u32) -> i32 {
    0
}
