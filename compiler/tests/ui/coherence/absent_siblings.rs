// SPDX-License-Identifier: MIT OR Apache-2.0

//! Two impls that are harmless one by one: the first crate that uses both finds what they bring about together.

//@aux-build: free_default.rs
//@aux-build: free_debug.rs

extern crate free_debug; //~ ERROR: two impls of `Both` overlap because `Debug` is implemented for `base::Free`
extern crate free_default;

fn main() {}
