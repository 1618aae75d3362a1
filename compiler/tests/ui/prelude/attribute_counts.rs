// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute is nearer than the option. In a `cfg_attr`, rustc takes the same source.

//@check-pass
//@compile-flags: -K prelude=crate::nowhere --crate-type=lib

#![cfg_attr(kelsonc, kelsonc::prelude(crate::everywhere))]
#![deny(warnings)]

mod everywhere {
    pub type Number = u32;
}

pub fn twice(number: Number) -> Number {
    2 * number
}
