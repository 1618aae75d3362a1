// SPDX-License-Identifier: MIT OR Apache-2.0

//! What kelsonc injects may use unstable features; the crate it injects into may not.

//@compile-flags: -K prelude=crate::prelude
//@no-rustfix

pub mod prelude {
    pub use std::prelude::rust_2021::*;
}

#[prelude_import] //~ E0658
use prelude::*;

fn main() {}
