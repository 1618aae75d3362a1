// SPDX-License-Identifier: MIT OR Apache-2.0

//! What others concluded from the absence of an impl cannot be undone: for two impls that it would make overlap, directly
//! or by an impl in between.

//@aux-build: base.rs
//@compile-flags: -K coherence-domain=linux

extern crate base;

use std::fmt;

impl fmt::Display for base::Device { //~ ERROR: two impls of `Report` overlap because `Display` is implemented for `Device`
    //~^ ERROR: two impls of `Spell` overlap because `Display` is implemented for `Device`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("device")
    }
}

impl Default for base::Sensor {
    fn default() -> Self {
        base::Sensor
    }
}

impl fmt::Debug for base::Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("device")
    }
}

fn main() {}
