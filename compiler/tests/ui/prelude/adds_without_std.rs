// SPDX-License-Identifier: MIT OR Apache-2.0

//! A crate without the standard library gets what `core` has; no lint takes notice, and every edition has it.

//@check-pass
//@revisions: e2015 e2018 e2021 e2024
//@[e2015] edition: 2015
//@[e2018] edition: 2018
//@[e2021] edition: 2021
//@[e2024] edition: 2024
//@aux-build: base.rs
//@compile-flags: -K prelude=+base::prelude --crate-type=lib

#![no_std]
#![forbid(unsafe_code, unused_imports, missing_docs, unused_qualifications, dead_code, unreachable_pub)]
#![deny(warnings, ambiguous_glob_reexports)]

//! A crate that is strict with itself.

/// In the first edition a crate has to be named.
#[cfg(e2015)]
pub extern crate base;

/// Uses both preludes.
pub fn twice(number: Number) -> Option<Number> {
    number.checked_mul(2)
}
