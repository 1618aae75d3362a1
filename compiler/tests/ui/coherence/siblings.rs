// SPDX-License-Identifier: MIT OR Apache-2.0

//! Two crates beside each other with the same impl: the first crate that uses both says so, with no option.

//@aux-build: left.rs
//@aux-build: right.rs

extern crate left;
extern crate right; //~ ERROR: crates `left` and `right` both implement `Display` for `Vec<u8>`

fn main() {
    println!("{}", vec![1_u8]);
}
