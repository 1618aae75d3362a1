// SPDX-License-Identifier: MIT OR Apache-2.0

//! A crate that uses nothing of the prelude is not told so: other crates of the same build do.

//@check-pass
//@compile-flags: -K prelude=crate::prelude --crate-type=lib

#![deny(warnings)]

pub mod prelude {
    pub use std::prelude::rust_2021::*;
}
