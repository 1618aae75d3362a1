// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function whose pointer differs from that of every other.
//@ absent: cannot find attribute
//@ note: no upstream design yet

#![no_std]

#[unique_address]
pub fn callback<T>(_: &T) {}
