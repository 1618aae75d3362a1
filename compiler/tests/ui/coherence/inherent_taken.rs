// SPDX-License-Identifier: MIT OR Apache-2.0

//! A domain adds names to a type and changes none, not even private ones.

//@aux-build: owner.rs
//@compile-flags: -K coherence-domain=linux

extern crate owner;

use owner::Device;

impl Device {
    pub const MAX: u32 = 9; //~ ERROR: already has an associated constant `MAX`
    pub fn irq(&self) {} //~ ERROR: `Device` already has a method `irq`
    fn reset(&self) {} //~ ERROR: `Device` already has a private method `reset`
    pub fn new(&self) {} //~ ERROR: `Device` already has an associated function `new`
    pub fn other(&self) {}
}

impl Vec<u8> {
    pub fn len(&self) -> usize { //~ ERROR: `Vec<u8>` already has a method `len`
        0
    }
}

impl<T> [T] {
    pub fn to_vec(&self) {} //~ ERROR: `[T]` already has a method `to_vec`
}

impl u32 {
    pub const MAX: u32 = 0; //~ ERROR: `u32` already has an associated constant `MAX`
}

// What is defined for other arguments is another method: only `Vec<u8>` has it, for one, in `std`.
impl [u16] {
    pub fn is_ascii(&self) -> bool {
        false
    }
}

fn main() {}
