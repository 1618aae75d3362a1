// SPDX-License-Identifier: MIT OR Apache-2.0

//! An export whose symbol changes when the layout of its types does.
//@ gate: export_stable
//@ note: exports functions of C; an instantiation of something generic has no stable symbol

#![no_std]

#[export_stable]
pub extern "C" fn probe(_: u32) -> i32 {
    0
}
