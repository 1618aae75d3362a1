// SPDX-License-Identifier: MIT OR Apache-2.0

//! A pointer from `&mut` to a pinned type that others may write through.
//@ gate: unsafe_pinned

#![no_std]

use core::pin::{Pin, UnsafePinned};

pub fn pointer(pinned: Pin<&mut UnsafePinned<u64>>) -> *mut u64 {
    pinned.get_mut_pinned()
}
