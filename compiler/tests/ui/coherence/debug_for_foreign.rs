// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits that `core` implements for all function pointers can be implemented for what is none.

//@run
//@aux-build: base.rs
//@compile-flags: -K coherence-domain=linux

extern crate base;

use std::fmt;
use std::hash::{Hash, Hasher};

impl fmt::Debug for base::Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Device")
    }
}

impl PartialEq for base::Device {
    fn eq(&self, _: &base::Device) -> bool {
        true
    }
}

impl Hash for base::Device {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

fn main() {
    assert_eq!(base::Device, base::Device);
    println!("{:?} {}", vec![base::Device], base::Device == base::Device);
}
