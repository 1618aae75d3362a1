// SPDX-License-Identifier: MIT OR Apache-2.0

//! Unsafe calls with and without the check of their precondition, in a module that is built with `-K ub-checks=on`.
//!
//! That the marked function has no way to a panic left is proven on the module; its twin is there to have one.

use core::hint::black_box;

#[macro_use]
#[path = "../kelson_kunit/kunit.rs"]
mod kunit;

module! {
    type: Unchecked,
    name: "kelsonc_unchecked",
    authors: ["The Kelson contributors"],
    description: "Single unsafe calls without checks",
    license: "Dual MIT/GPL",
}

struct Unchecked;

impl kernel::Module for Unchecked {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Unchecked)
    }
}

/// # Safety
///
/// `index` is less than the length.
#[kelson::no_panic]
#[inline(never)]
#[kelsonc::no_ub_checks]
unsafe fn unchecked(bytes: &[u8], index: usize) -> u8 {
    // SAFETY: as the caller promises.
    unsafe { *bytes.get_unchecked(index) }
}

/// # Safety
///
/// `index` is less than the length.
#[inline(never)]
unsafe fn checked(bytes: &[u8], index: usize) -> u8 {
    // SAFETY: as the caller promises.
    unsafe { *bytes.get_unchecked(index) }
}

mod unchecked {
    cases! { unchecked:
        fn both_read_the_same() {
            let bytes = &[1, 2, 3][..];
            for index in 0..bytes.len() {
                // What the optimizer knows of the arguments would take the check away by itself.
                let (bytes, index) = super::black_box((bytes, index));
                // SAFETY: the index is less than the length.
                let both = unsafe { (super::unchecked(bytes, index), super::checked(bytes, index)) };
                expect!(both.0 == both.1);
            }
        }
    }
}

suite!(kelsonc_unchecked: unchecked);
