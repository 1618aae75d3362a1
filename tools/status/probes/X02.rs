// SPDX-License-Identifier: MIT OR Apache-2.0

//! A hint that a condition holds.
//@ gate: hint_assert_unchecked
//@ since: 1.81

#![no_std]

pub unsafe fn check(small: u8) {
    unsafe { core::hint::assert_unchecked(small < 10) }
}
