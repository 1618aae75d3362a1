// SPDX-License-Identifier: MIT OR Apache-2.0

//! A lint that reports an import which the crate's own prelude makes unneeded.
//@ gate: prelude_import
//@ warns: redundant_imports

#![no_std]
#![warn(redundant_imports)]

pub mod prelude {
    pub use core::prelude::rust_2021::*;
    pub struct Device;
}

#[prelude_import]
use prelude::*;

pub mod driver {
    use crate::prelude::Device;
    pub fn probe(_: &Device) {}
}
