// SPDX-License-Identifier: MIT OR Apache-2.0

//! The condition is not a `bool`.
//@ gate: hint_assert_unchecked
//@ error: E0308

#![no_std]

pub unsafe fn check(small: u8) {
    unsafe { core::hint::assert_unchecked(small) }
}
