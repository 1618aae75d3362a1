// SPDX-License-Identifier: MIT OR Apache-2.0

//! A handler in a crate below, which nothing else is used of; the standard one steps back.

//@run
//@aux-build: with_handler.rs
//@compile-flags: -K overflow-checks=report

extern crate with_handler;

fn main() {
    assert_eq!(std::hint::black_box(255_u8) + 3, 2);
}
