// SPDX-License-Identifier: MIT OR Apache-2.0

//! A name that a domain crate below has given is taken.

//@aux-build: left_names.rs
//@compile-flags: -K coherence-domain=linux

extern crate left_names;

impl Vec<u8> {
    pub fn hex(&self) -> &'static str { //~ ERROR: crate `left_names` already gives `Vec<u8>` a method `hex`
        "again"
    }
}

impl Vec<u16> {
    pub fn hex(&self) -> &'static str {
        "for another type"
    }
}

fn main() {}
