// SPDX-License-Identifier: MIT OR Apache-2.0

//! Rustc throws away what is on the call of a macro, so it is refused there.

//@compile-flags: -K ub-checks=on

macro_rules! first {
    ($bytes:expr) => {
        unsafe { *$bytes.get_unchecked(0) }
    };
}

macro_rules! function {
    () => {
        fn function() {}
    };
}

#[kelsonc::no_ub_checks] //~ ERROR: cannot be on the call of a macro
function!();

fn main() {
    #[kelsonc::no_ub_checks] //~ ERROR: cannot be on the call of a macro
    first!([1, 2]);

    #[cfg_attr(kelsonc, kelsonc::no_ub_checks)] //~ ERROR: cannot be on the call of a macro
    first!([1, 2]);

    // A near miss.
    #[kelsonc::no_ub_checks]
    {
        first!([1, 2]);
    };
}
