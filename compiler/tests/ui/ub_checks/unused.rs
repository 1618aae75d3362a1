// SPDX-License-Identifier: MIT OR Apache-2.0

//! An attribute that takes nothing away is named.

//@edition: 2024
//@compile-flags: -K ub-checks=on
#![deny(unused_attributes)]

#[kelsonc::no_ub_checks] //~ ERROR: takes no check away here
fn safe(bytes: &[u8]) -> u8 {
    bytes[0]
}

#[kelsonc::no_ub_checks] //~ ERROR: takes no check away here
unsafe fn of_the_program() -> u8 {
    unsafe { read() }
}

unsafe fn read() -> u8 {
    1
}

// Near misses.
#[kelsonc::no_ub_checks]
unsafe fn dereferences(byte: *const u8) -> u8 {
    unsafe { *byte }
}

#[kelsonc::no_ub_checks]
mod inner {
    pub(super) unsafe fn calls(bytes: &[u8]) -> impl Fn(usize) -> u8 {
        |index| unsafe { *bytes.get_unchecked(index) }
    }
}

#[allow(unused_attributes)]
#[kelsonc::no_ub_checks]
fn main() {
    safe(&[1]);
    unsafe { (of_the_program(), dereferences(&1), inner::calls(&[1])(0)) };
}
