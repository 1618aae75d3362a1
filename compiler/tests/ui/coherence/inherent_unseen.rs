// SPDX-License-Identifier: MIT OR Apache-2.0

//! A name that the standard library has, but not for who was built without it.

//@aux-build: bare.rs

extern crate bare; //~ ERROR: crates `bare` and `alloc` both give `[T]` a method `to_vec`

fn main() {}
