// SPDX-License-Identifier: MIT OR Apache-2.0

//! An attribute with a word that it does not know, beside one that it does.

//@compile-flags: -K overflow-checks=report

#[kelsonc::overflow(wrap)]
fn first() {}

#[kelsonc::overflow(saturate)] //~ ERROR: does not say what an overflow does
fn second() {}

fn main() {
    first();
    second();
}
