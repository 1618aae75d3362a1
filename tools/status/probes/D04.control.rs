// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute has another name.
//@ gate: rustc_attrs
//@ error: rustc_no_ubbchecks

#![no_std]

#[rustc_no_ubbchecks]
pub unsafe fn get(bytes: &[u8], index: usize) -> u8 {
    unsafe { *bytes.get_unchecked(index) }
}
