// SPDX-License-Identifier: MIT OR Apache-2.0

//! In no domain, and built without an option.

//@aux-build: left_generic.rs

extern crate left_generic;

pub fn uses() {}
