// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K ub-checks=off` is for the whole crate, with debug assertions or without.

//@run
//@aux-build: cases.rs
//@compile-flags: -Cdebug-assertions -K ub-checks=off

use std::hint::black_box as hide;

fn main() {
    assert!(cfg!(debug_assertions));
    cases::run(&[
        ("unmarked", || _ = hide(unsafe { *cases::two_of_four().get_unchecked(2) })),
        ("a pointer", || _ = hide(unsafe { *cases::unaligned() })),
    ]);
}
