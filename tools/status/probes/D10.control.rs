// SPDX-License-Identifier: MIT OR Apache-2.0

//! One side of the comparison is missing.
//@ error: expected

#![no_std]

#[cfg(CONFIG_RUSTC_VERSION >=)]
pub fn new() {}
