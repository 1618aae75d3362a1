// SPDX-License-Identifier: MIT OR Apache-2.0

//! However code is generated: linked as one, in parts, in a single unit, without unwinding. Overflows in the crate below, in
//! generic code of it and of `core`, and here.

//@run
//@aux-build: below.rs
//@revisions: fat thin one_unit many_units abort size
//@compile-flags: -K overflow-checks=report
//@[fat] compile-flags: -Clto=fat -O
//@[thin] compile-flags: -Clto=thin -O
//@[one_unit] compile-flags: -Ccodegen-units=1 -Copt-level=3
//@[many_units] compile-flags: -Ccodegen-units=16
//@[abort] compile-flags: -Cpanic=abort -O
//@[size] compile-flags: -Copt-level=z

use std::hint::black_box as hide;

#[kelsonc::overflow_handler]
#[track_caller]
fn report(operation: &'static str) {
    let place = core::panic::Location::caller();
    let file = place.file().rsplit('/').next().unwrap_or_default();
    match file.starts_with("settings") || file.starts_with("below") {
        true => println!("{operation} at {file}:{}:{}", place.line(), place.column()),
        // The line is that of the standard library's source.
        false => println!("{operation} at {file}"),
    }
}

fn main() {
    assert_eq!(below::add(hide(255), 2), 1);
    assert_eq!(below::generic(hide(255_u8), 2), 1);
    assert_eq!([hide(200_u8), 100].iter().sum::<u8>(), 44);
    assert_eq!(hide(255_u8) + 3, 2);
}
