// SPDX-License-Identifier: MIT OR Apache-2.0

//! The prelude does not hold the name.
//@ gate: prelude_import
//@ error: Device

#![no_std]

pub mod prelude {
    pub use core::prelude::rust_2021::*;
}

#[prelude_import]
use prelude::*;

pub mod driver {
    pub fn probe(_: &Device) {}
}
