// SPDX-License-Identifier: MIT OR Apache-2.0

//! Functions that cannot be handlers.

//@compile-flags: -K overflow-checks=report

mod first {
    #[kelsonc::overflow_handler]
    fn untracked(_: &'static str) {} //~ ERROR: does not learn where the overflow was
}

// A near miss: the attribute is on nothing here.
fn main() {}
