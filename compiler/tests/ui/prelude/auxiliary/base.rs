// SPDX-License-Identifier: MIT OR Apache-2.0

#![no_std]

pub mod prelude {
    pub use core::prelude::rust_2021::*;

    pub type Number = u32;
}
