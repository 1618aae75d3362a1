// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is no check of unsafe code stays: indexing, arithmetic, and functions that the attribute is not around.

//@run
//@aux-build: cases.rs
//@edition: 2024
//@compile-flags: -Cdebug-assertions -K ub-checks=on -K edition=kernel

use std::hint::black_box as hide;

use cases::two_of_four;

/// A function of the program that is unsafe. Its calls have to be marked themselves.
unsafe fn of_the_program() -> u8 {
    unsafe { *two_of_four().get_unchecked(2) }
}

fn main() {
    let read: unsafe fn() -> u8 = of_the_program;
    hide(read);
    cases::run(&[
        ("indexing", || {
            #[kelsonc::no_ub_checks]
            let byte = two_of_four()[hide(2)] + unsafe { *two_of_four().get_unchecked(0) };
            hide(byte);
        }),
        ("overflow", || {
            #[kelsonc::no_ub_checks]
            let byte = hide(255_u8) + unsafe { *two_of_four().get_unchecked(0) };
            hide(byte);
        }),
        ("a function of the program", || {
            #[kelsonc::no_ub_checks]
            let byte = unsafe { of_the_program() + *two_of_four().get_unchecked(0) };
            hide(byte);
        }),
        ("a closure from outside", || {
            let read = || unsafe { *two_of_four().get_unchecked(2) };
            #[kelsonc::no_ub_checks]
            let byte = read() + unsafe { *two_of_four().get_unchecked(0) };
            hide(byte);
        }),
    ]);
}
