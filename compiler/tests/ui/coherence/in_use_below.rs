// SPDX-License-Identifier: MIT OR Apache-2.0

//! An impl of a crate below serves its user, which needs no option; a second impl conflicts as ever.

//@aux-build: left.rs
//@compile-flags: -K coherence-domain=linux

extern crate left;

impl std::fmt::Display for Vec<u8> { //~ E0119
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("again")
    }
}

fn main() {
    println!("{}", vec![1_u8]);
}
