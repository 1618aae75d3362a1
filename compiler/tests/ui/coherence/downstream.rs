// SPDX-License-Identifier: MIT OR Apache-2.0

//! Whoever uses a crate of a domain needs no option to use its impls.

//@run
//@aux-build: left.rs

extern crate left;

fn main() {
    println!("{}", vec![1_u8]);
}
