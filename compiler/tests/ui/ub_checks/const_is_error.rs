// SPDX-License-Identifier: MIT OR Apache-2.0

//! At compile time undefined behavior stays an error, under the attribute as well.

//@compile-flags: -K ub-checks=on

#[kelsonc::no_ub_checks]
const fn next(number: u8) -> u8 {
    unsafe { number.unchecked_add(1) }
}

const FITS: u8 = next(1);
const TOO_MUCH: u8 = next(255); //~ E0080

fn main() {
    println!("{FITS} {TOO_MUCH}");
}
