// SPDX-License-Identifier: MIT OR Apache-2.0

//! A prelude from another crate, in a crate without the standard library; and no lint takes notice of it.

//@check-pass
//@aux-build: base.rs
//@compile-flags: -K prelude=base::prelude -K crate-attr=no_std --crate-type=lib

#![forbid(unsafe_code, unused_imports, missing_docs, unused_qualifications)]
#![deny(warnings)]

/// Uses the prelude of `base`, which has the one of `core` in it.
pub fn twice(number: Number) -> Option<Number> {
    number.checked_mul(2)
}
