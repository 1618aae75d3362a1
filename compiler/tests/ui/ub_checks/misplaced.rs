// SPDX-License-Identifier: MIT OR Apache-2.0

//! Places where nothing is called at run time.

//@compile-flags: -K ub-checks=on
//@edition: 2024

#[kelsonc::no_ub_checks] //~ ERROR: cannot be on a struct
struct Unit;

enum Enum {
    #[kelsonc::no_ub_checks] //~ ERROR: cannot be on a variant
    Tuple(#[kelsonc::no_ub_checks] u8), //~ ERROR: cannot be on a field
}

#[kelsonc::no_ub_checks] //~ ERROR: cannot be on a constant
const CONSTANT: u8 = 1;

#[kelsonc::no_ub_checks] //~ ERROR: cannot be on a static
static STATIC: u8 = 1;

trait Trait {
    #[kelsonc::no_ub_checks] //~ ERROR: cannot be on a method without a body
    unsafe fn required();
}

unsafe extern "C" {
    #[kelsonc::no_ub_checks] //~ ERROR: cannot be on a foreign item
    fn foreign();
}

fn parameter(#[kelsonc::no_ub_checks] _: u8) {} //~ ERROR: cannot be on a parameter

fn main() {
    match 1 {
        #[kelsonc::no_ub_checks] //~ ERROR: cannot be on a match arm
        1 => {}
        _ => {}
    }
    // A near miss.
    #[kelsonc::no_ub_checks]
    unsafe {
        foreign();
        std::hint::assert_unchecked(true);
    };
}
