// SPDX-License-Identifier: MIT OR Apache-2.0

//! Whatever the attribute is on: its calls go without checks, and the same calls beside it do not. With optimizations,
//! where checked and marked functions are inlined into each other, it is the same.

//@run
//@revisions: plain optimized
//@aux-build: cases.rs
//@edition: 2024
//@compile-flags: -K ub-checks=on -K edition=kernel
//@[optimized] compile-flags: -Copt-level=3

use std::hint::black_box as hide;

use cases::{two_of_four, unaligned};

#[kelsonc::no_ub_checks]
fn function() {
    hide(unsafe { *two_of_four().get_unchecked(2) });
}

fn beside() {
    hide(unsafe { *two_of_four().get_unchecked(2) });
}

/// Nothing is written here; what is called is as it is.
#[kelsonc::no_ub_checks]
fn calls_beside() {
    // Only so that the attribute is of use.
    hide(unsafe { *two_of_four().get_unchecked(1) });
    beside();
}

fn calls_function() {
    function();
}

struct Of;

impl Of {
    #[kelsonc::no_ub_checks]
    fn method(&self) {
        hide(unsafe { *two_of_four().get_unchecked(2) });
    }
}

trait Default {
    #[kelsonc::no_ub_checks]
    fn provided(&self) {
        hide(unsafe { *two_of_four().get_unchecked(2) });
    }

    fn overridden(&self) {}
}

#[kelsonc::no_ub_checks]
trait All {
    fn provided_too(&self) {
        hide(unsafe { *two_of_four().get_unchecked(2) });
    }
}

impl All for Of {}

#[kelsonc::no_ub_checks]
impl Default for Of {
    fn overridden(&self) {
        hide(unsafe { *two_of_four().get_unchecked(2) });
    }
}

#[kelsonc::no_ub_checks]
mod inner {
    pub fn function() {
        std::hint::black_box(unsafe { *cases::two_of_four().get_unchecked(2) });
    }
}

const fn in_const(number: u8) -> u8 {
    #[kelsonc::no_ub_checks]
    unsafe {
        number.unchecked_add(1)
    }
}

macro_rules! third {
    ($bytes:expr) => {
        unsafe { *$bytes.get_unchecked(2) }
    };
}

macro_rules! third_unchecked {
    ($bytes:expr) => {
        #[kelsonc::no_ub_checks]
        unsafe {
            *$bytes.get_unchecked(2)
        }
    };
}

fn poll(future: impl Future<Output = ()>) {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(std::pin::pin!(future).poll(&mut context).is_ready());
}

async fn asynchronous() {
    #[kelsonc::no_ub_checks]
    let byte = unsafe { *two_of_four().get_unchecked(2) };
    std::future::ready(()).await;
    hide(byte);
}

fn main() {
    cases::run(&[
        ("a function", function),
        ("one beside", beside),
        ("one beside, called in one with the attribute", calls_beside),
        ("one with the attribute, called outside", calls_function),
        ("a method", || Of.method()),
        ("a provided method", || Of.provided()),
        ("a method of a trait", || Of.provided_too()),
        ("a method of an impl", || Of.overridden()),
        ("a function of a module", inner::function),
        ("a const fn", || _ = hide(in_const(hide(255)))),
        ("a closure", #[kelsonc::no_ub_checks] || _ = hide(unsafe { *two_of_four().get_unchecked(2) })),
        ("a block", || {
            #[kelsonc::no_ub_checks]
            unsafe {
                hide(*two_of_four().get_unchecked(2));
            }
        }),
        ("after a block", || {
            #[kelsonc::no_ub_checks]
            unsafe {
                hide(*two_of_four().get_unchecked(1));
            }
            hide(unsafe { *two_of_four().get_unchecked(2) });
        }),
        ("a let", || {
            #[kelsonc::no_ub_checks]
            let byte = unsafe { *two_of_four().get_unchecked(2) };
            hide(byte);
        }),
        ("an operand", || {
            hide(#[kelsonc::no_ub_checks] unsafe { *two_of_four().get_unchecked(2) });
        }),
        ("a closure in a let", || {
            #[kelsonc::no_ub_checks]
            let sum: u8 = (2..3).map(|index| unsafe { *two_of_four().get_unchecked(index) }).sum();
            hide(sum);
        }),
        ("a macro in a let", || {
            #[kelsonc::no_ub_checks]
            let byte = third!(two_of_four());
            hide(byte);
        }),
        ("the macro", || _ = hide(third!(two_of_four()))),
        ("a block of a macro", || _ = hide(third_unchecked!(two_of_four()))),
        ("an argument of that macro", || {
            // The macro puts it into its block.
            _ = hide(third_unchecked!(two_of_four().get_unchecked(..3)));
        }),
        ("an async function", || poll(asynchronous())),
        ("a pointer in a let", || {
            #[kelsonc::no_ub_checks]
            let number = unsafe { *unaligned() };
            hide(number);
        }),
        ("a pointer", || _ = hide(unsafe { *unaligned() })),
        ("a pointer that is written to", || {
            #[kelsonc::no_ub_checks]
            unsafe {
                *unaligned() = 1
            };
        }),
        ("a pointer and a pattern", || {
            #[kelsonc::no_ub_checks]
            let (first, second) = unsafe { *unaligned().cast::<(u32, u32)>() };
            hide((first, second));
        }),
        ("a pointer after a block", || {
            let pointer = unaligned();
            #[kelsonc::no_ub_checks]
            unsafe {
                *pointer.wrapping_byte_add(3) = 1
            };
            hide(unsafe { *pointer });
        }),
    ]);
}
