// SPDX-License-Identifier: MIT OR Apache-2.0

//! Functions of a crate below that are compiled here: the mark comes with them.

//@run
//@aux-build: cases.rs
//@aux-build: below.rs
//@edition: 2024
//@compile-flags: -K ub-checks=on

use std::hint::black_box as hide;

use cases::two_of_four;

fn main() {
    cases::run(&[
        ("generic", || _ = hide(unsafe { below::marked(two_of_four(), 2) })),
        ("generic, of another type", || {
            _ = hide(unsafe { below::marked(hide(&['a', 'b'][..1]), 1) });
        }),
        ("generic, unmarked", || _ = hide(unsafe { below::unmarked(two_of_four(), 2) })),
        ("by an impl", || _ = hide(unsafe { below::of_trait(two_of_four(), 2) })),
        ("by another impl", || _ = hide(unsafe { below::of_trait(two_of_four(), ..3) })),
        ("inlined", || _ = hide(unsafe { below::inlined(two_of_four(), 2) })),
    ]);
}
