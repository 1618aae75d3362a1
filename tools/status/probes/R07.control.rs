// SPDX-License-Identifier: MIT OR Apache-2.0

//! The import is needed by nobody and names nothing.
//@ gate: prelude_import
//@ error: E0432

#![no_std]
#![warn(redundant_imports)]

pub mod prelude {
    pub use core::prelude::rust_2021::*;
}

#[prelude_import]
use prelude::*;

pub mod driver {
    use crate::prelude::Device;
    pub fn probe(_: &Device) {}
}
