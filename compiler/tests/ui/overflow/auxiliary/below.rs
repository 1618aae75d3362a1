// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K overflow-checks=report

pub fn add(left: u8, right: u8) -> u8 {
    left + right
}

pub fn generic<T: std::ops::Add<Output = T>>(left: T, right: T) -> T {
    left + right
}
