// SPDX-License-Identifier: MIT OR Apache-2.0

//! The reference is not pinned.
//@ gate: unsafe_pinned
//@ error: get_mut_pinned | E0432

#![no_std]

use core::pin::UnsafePinned;

pub fn pointer(shared: &UnsafePinned<u64>) -> *mut u64 {
    shared.get_mut_pinned()
}
