// SPDX-License-Identifier: MIT OR Apache-2.0

//! The same name from two crates beside each other, of two domains even: the first crate that uses both says so.

//@aux-build: left_names.rs
//@aux-build: right_names.rs

extern crate left_names;
extern crate right_names; //~ ERROR: crates `left_names` and `right_names` both give `Vec<u8>` a method `hex`

fn main() {}
