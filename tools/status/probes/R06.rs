// SPDX-License-Identifier: MIT OR Apache-2.0

//! A name that only a prelude of the crate's own brings into scope.
//@ gate: prelude_import

#![no_std]

pub mod prelude {
    pub use core::prelude::rust_2021::*;
    pub struct Device;
}

#[prelude_import]
use prelude::*;

pub mod driver {
    pub fn probe(_: &Device) {}
}
