// SPDX-License-Identifier: MIT OR Apache-2.0

//! At compile time there is nobody to report to: an overflow there stays an error, in functions as well.

//@compile-flags: -K overflow-checks=report

const fn add(left: u8, right: u8) -> u8 {
    left + right
}

const TOO_MUCH: u8 = add(200, 100); //~ E0080

fn main() {
    // The same function at run time reports.
    println!("{} {TOO_MUCH}", add(200, 100));
}
