// SPDX-License-Identifier: MIT OR Apache-2.0

//! In no domain, and built without an option.

//@aux-build: right_generic.rs

extern crate right_generic;

pub fn uses() {}
