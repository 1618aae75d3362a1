// SPDX-License-Identifier: MIT OR Apache-2.0

//! Every operation that can overflow is reported with its line, and goes on with the wrapped value. So it is when
//! optimized, and against an option of rustc that says otherwise.

//@run
//@revisions: plain optimized
//@compile-flags: -K overflow-checks=report
//@[optimized] compile-flags: -Copt-level=3 -Coverflow-checks=off

use std::hint::black_box as hide;

fn main() {
    let (high, low) = (hide(250_u8), hide(-128_i8));
    assert_eq!(high + 10, 4);
    assert_eq!(10 - high, 16);
    assert_eq!(high * 2, 244);
    assert_eq!(-low, -128);
    assert_eq!(1_u8 << (high - 241), 2);
    assert_eq!(high >> (high - 241), 125);
    let mut sum = high;
    sum += 6;
    assert_eq!(sum, 0);
    assert_eq!(add(high, high), 244);
    // What does not overflow is not reported.
    assert_eq!(add(1_u8, 2), 3);
    assert_eq!(high.wrapping_add(10), 4);
}

fn add<T: std::ops::Add<Output = T>>(left: T, right: T) -> T {
    left + right
}
