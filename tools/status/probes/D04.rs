// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function compiled without the checks of unsafe preconditions.
//@ absent: rustc_no_ubchecks
//@ gate: rustc_attrs
//@ note: the attribute of the experiment in rust-lang/rust#129498

#![no_std]

#[rustc_no_ubchecks]
pub unsafe fn get(bytes: &[u8], index: usize) -> u8 {
    unsafe { *bytes.get_unchecked(index) }
}
