// SPDX-License-Identifier: MIT OR Apache-2.0

//! A domain makes no friend of a stranger: private fields and methods stay private.

//@aux-build: owner.rs
//@compile-flags: -K coherence-domain=linux

extern crate owner;

use owner::Device;

impl Device {
    pub fn peek(&self) -> u32 {
        self.irq //~ E0616
    }

    pub fn poke(&self) {
        self.reset() //~ E0624
    }
}

fn main() {}
