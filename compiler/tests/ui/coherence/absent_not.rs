// SPDX-License-Identifier: MIT OR Apache-2.0

//! An impl that nobody counted on not to be there does no harm, and those that follow from it follow.

//@run
//@aux-build: base.rs
//@compile-flags: -K coherence-domain=linux

extern crate base;

use std::fmt;

impl fmt::Display for base::Free {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("free")
    }
}

impl Default for base::Sensor {
    fn default() -> Self {
        base::Sensor
    }
}

fn main() {
    println!("{} {}", base::report(&base::Free), base::report(&base::Device));
    println!("{} {}", base::Free.to_string(), base::report(&base::Sensor::default()));
}
