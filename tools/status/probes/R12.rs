// SPDX-License-Identifier: MIT OR Apache-2.0

//! A wrapper that lets others write to the field while `&mut` exists.
//@ gate: unsafe_pinned

#![no_std]

use core::pin::UnsafePinned;

pub struct Work {
    pub list: UnsafePinned<u64>,
}

pub fn list(work: &Work) -> *mut u64 {
    work.list.get()
}
