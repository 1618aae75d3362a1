// SPDX-License-Identifier: MIT OR Apache-2.0

//! Two crates of a domain with impls for different types go together.

//@run
//@aux-build: left.rs
//@aux-build: apart.rs

extern crate apart;
extern crate left;

fn main() {
    println!("{} {}", vec![1_u8], vec![2_u16]);
}
