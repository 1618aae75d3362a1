// SPDX-License-Identifier: MIT OR Apache-2.0

//! Checks that the attribute cannot take away are named.

//@compile-flags: -K ub-checks=on
#![deny(kelsonc::kept_ub_checks)]

use std::num::NonZero;

type Make = unsafe fn(u8) -> NonZero<u8>;

macro_rules! both {
    ($value:expr) => {{
        #[kelsonc::no_ub_checks]
        let first = $value;
        (first, $value)
    }};
}

fn main() {
    #[kelsonc::no_ub_checks]
    let make: Make = NonZero::<u8>::new_unchecked; //~ ERROR: checks its precondition when it is called through a pointer

    let twice = both!(unsafe { NonZero::<u8>::new_unchecked(1) }); //~ ERROR: this call of `new_unchecked` is checked

    // Near misses.
    #[kelsonc::no_ub_checks]
    let closure: Make = |number| unsafe { NonZero::<u8>::new_unchecked(number) };
    println!("{:?}", unsafe { (make(1), twice, closure(1)) });
}
