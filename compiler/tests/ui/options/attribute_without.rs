// SPDX-License-Identifier: MIT OR Apache-2.0

//! Without a `-K` option kelsonc is rustc, to which its attributes mean nothing.

#[kelsonc::overflow_handler] //~ E0433
fn report() {}

fn main() {}
