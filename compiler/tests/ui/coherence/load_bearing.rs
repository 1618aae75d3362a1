// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits that others rely on for safety are for the author of the type alone.

//@compile-flags: -K coherence-domain=linux

impl Copy for std::ops::Range<u8> {} //~ E0117

fn main() {}
