// SPDX-License-Identifier: MIT OR Apache-2.0

//! A handler with arguments that nobody has for it.

//@compile-flags: -K overflow-checks=report

#[kelsonc::overflow_handler]
#[track_caller]
fn report(_: u32) {} //~ ERROR: this function cannot be an overflow handler

fn main() {}
