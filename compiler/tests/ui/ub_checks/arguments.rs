// SPDX-License-Identifier: MIT OR Apache-2.0

//! There is nothing to choose.

//@compile-flags: -K ub-checks=on

#[kelsonc::no_ub_checks(get_unchecked)] //~ ERROR: takes no arguments
unsafe fn get(bytes: &[u8]) -> u8 {
    unsafe { *bytes.get_unchecked(0) }
}

#[kelsonc::no_ub_checks = "all"] //~ ERROR: takes no arguments
fn main() {}
