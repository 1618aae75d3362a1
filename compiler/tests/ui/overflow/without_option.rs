// SPDX-License-Identifier: MIT OR Apache-2.0

//! Any option brings the attributes, but only the option of the feature makes the checks that they are about. So where
//! another is given, an attribute that changes nothing says so, and one that is wrong is wrong.

//@compile-flags: -K attributes=on

#![deny(unused_attributes)]

#[kelsonc::overflow(report)] //~ ERROR: changes nothing without `-K overflow-checks`
fn reports() {}

#[allow(unused_attributes)]
#[kelsonc::overflow(wrap)]
fn is_meant() {}

#[kelsonc::overflow(saturate)] //~ ERROR: does not say what an overflow does
fn saturates() {}

#[kelsonc::overflow(report, "once")] //~ ERROR: does not say what an overflow does
fn quotes() {}

// Nothing calls it, which is what the option is for; a crate may be built with and without.
#[kelsonc::overflow_handler]
#[track_caller]
fn fits(_operation: &'static str) {}

#[kelsonc::overflow_handler]
fn report() {} //~ ERROR: cannot be an overflow handler

fn main() {
    reports();
    is_meant();
    saturates();
    quotes();
    fits("");
    report();
}
