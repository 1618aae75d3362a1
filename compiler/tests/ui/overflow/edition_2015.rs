// SPDX-License-Identifier: MIT OR Apache-2.0

//! In the first edition paths start elsewhere; the report does not care.

//@run
//@edition: 2015
//@compile-flags: -K overflow-checks=report

fn main() {
    assert_eq!(std::hint::black_box(255_u8) + 3, 2);
}
