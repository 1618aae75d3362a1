// SPDX-License-Identifier: MIT OR Apache-2.0

//! A comparison of numbers in `cfg`.
//@ absent: expected
//@ note: `cfg(version("1.79"))`, rust-lang/rust#64796, compares nothing but the version of the compiler

#![no_std]

#[cfg(CONFIG_RUSTC_VERSION >= 107900)]
pub fn new() {}
