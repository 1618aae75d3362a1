// SPDX-License-Identifier: MIT OR Apache-2.0

//! The wrapper is asked for a pointer to another type.
//@ gate: unsafe_pinned
//@ error: gett | E0432

#![no_std]

use core::pin::UnsafePinned;

pub struct Work {
    pub list: UnsafePinned<u64>,
}

pub fn list(work: &Work) -> *mut u32 {
    work.list.gett()
}
