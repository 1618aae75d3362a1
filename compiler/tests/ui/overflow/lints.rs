// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is injected is nobody's code: no lint speaks of it, however strict the crate is.

//@check-pass
//@compile-flags: -K overflow-checks=report:once --crate-type=lib

#![forbid(unsafe_code, missing_docs, unused_qualifications, unused_extern_crates, dead_code, unreachable_pub)]
#![deny(warnings, rust_2018_idioms, elided_lifetimes_in_paths, missing_debug_implementations)]

//! A crate that is strict with itself.

/// Adds.
pub fn add(left: u8, right: u8) -> u8 {
    left + right
}
