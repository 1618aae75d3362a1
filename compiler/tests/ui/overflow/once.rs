// SPDX-License-Identifier: MIT OR Apache-2.0

//! A place reports once, however often it overflows and in however many instances of its function.

//@run
//@compile-flags: -K overflow-checks=report:once

use std::hint::black_box as hide;

fn main() {
    for number in 250..255_u8 {
        assert!(hide(number) + 10 < 10);
    }
    assert_eq!(twice(hide(200_u8)), 144);
    assert_eq!(twice(hide(100_i8)), -56);
    // The same line, another place.
    assert_eq!((hide(255_u8) + 1, hide(255_u8) + 2), (0, 1));
}

fn twice<T: Copy + std::ops::Add<Output = T>>(number: T) -> T {
    number + number
}
