// SPDX-License-Identifier: MIT OR Apache-2.0

//! Without the crate the methods are not there, and what it keeps to itself is not there with it.

//@aux-build: dump.rs

extern crate dump;

fn main() {
    vec![1_u8].hex();
    vec![1_u8].inner(); //~ E0624
    vec![1_u16].hex(); //~ E0599
}
