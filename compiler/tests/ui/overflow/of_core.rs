// SPDX-License-Identifier: MIT OR Apache-2.0

//! Generic code of the standard library that checks for overflow where its user does reports as well.

//@run
//@compile-flags: -K overflow-checks=report

fn main() {
    let total: u8 = [200_u8, 100].iter().sum();
    assert_eq!(total, 44);
    let power = std::hint::black_box(2_u8).pow(8);
    assert_eq!(power, 0);
}
