// SPDX-License-Identifier: MIT OR Apache-2.0

//! Marks of a crate below count where no option is given, too. The crate is as rustc compiles it otherwise.

//@run
//@aux-build: cases.rs
//@aux-build: below.rs
//@edition: 2024
//@compile-flags: -Cdebug-assertions

use std::hint::black_box as hide;

use cases::two_of_four;

fn main() {
    cases::run(&[
        ("generic", || _ = hide(unsafe { below::marked(two_of_four(), 2) })),
        ("generic, unmarked", || _ = hide(unsafe { below::unmarked(two_of_four(), 2) })),
    ]);
}
