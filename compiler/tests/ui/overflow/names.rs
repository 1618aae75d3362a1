// SPDX-License-Identifier: MIT OR Apache-2.0

//! Messages name what is in `core` by its own name, not by that of an injected import.

//@revisions: overflow prelude both
//@compile-flags: --crate-type=lib
//@[overflow] compile-flags: -K overflow-checks=report
//@[prelude] compile-flags: -K prelude=+::core::mem
//@[both] compile-flags: -K overflow-checks=report -K prelude=+::core::mem

#![deny(unused_must_use)]

pub fn unused(number: u8, text: &str) {
    number.wrapping_add(1); //~ ERROR: unused return value of `core::num::<impl u8>::wrapping_add`
    text.trim(); //~ ERROR: unused return value of `core::str::<impl str>::trim`
}
