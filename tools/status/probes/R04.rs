// SPDX-License-Identifier: MIT OR Apache-2.0

//! A parameter that the callee initializes, as the out-pointer proposal spells it.
//@ absent: expected one of
//@ note: syntax of the out-pointer proposal, rust-lang/rust#153825; no toolchain parses it yet

#![no_std]

pub fn fill(place: &out u32) {
    *place = 1;
}
