// SPDX-License-Identifier: MIT OR Apache-2.0

//! A `const fn` reports at run time, and serves constants where nothing overflows.

//@run
//@compile-flags: -K overflow-checks=report

const fn add(left: u8, right: u8) -> u8 {
    left + right
}

const FITS: u8 = add(1, 2);

fn main() {
    assert_eq!(add(std::hint::black_box(255), FITS), 2);
}
