// SPDX-License-Identifier: MIT OR Apache-2.0

//! Functions that check in their own bodies, in what they call, and in what a trait chooses.

//@run
//@aux-build: cases.rs
//@edition: 2024
//@compile-flags: -K ub-checks=on

use std::hint::black_box as hide;

use cases::{two_of_four, unaligned};

macro_rules! twins {
    ($($name:literal: $call:expr;)*) => {
        &[$(
            ($name, || {
                #[kelsonc::no_ub_checks]
                let value = unsafe { $call };
                hide(value);
            }),
            (concat!($name, ", unmarked"), || _ = hide(unsafe { $call })),
        )*]
    };
}

fn main() {
    cases::run(twins! {
        "get_unchecked": *two_of_four().get_unchecked(2);
        "get_unchecked of a range": two_of_four().get_unchecked(1..3).len();
        "get_unchecked of a str": hide("abcd").get_unchecked(..hide(2)).get_unchecked(..3).len();
        "get_unchecked_mut": *hide(&mut [1, 2, 3][..1]).get_unchecked_mut(hide(2));
        "split_at_unchecked": two_of_four().split_at_unchecked(3).0.len();
        "from_raw_parts": std::slice::from_raw_parts(unaligned(), 1).len();
        "unchecked_add": hide(255_u8).unchecked_add(hide(1));
        "unchecked_sub": hide(0_usize).unchecked_sub(hide(1));
        "assert_unchecked": std::hint::assert_unchecked(hide(2) == 3);
        "offset_from_unsigned": unaligned().offset_from_unsigned(unaligned().wrapping_add(hide(1 << 40)));
        "copy_nonoverlapping": std::ptr::copy_nonoverlapping(unaligned(), unaligned(), hide(1));
        "Vec::set_len": Vec::<u8>::with_capacity(4).set_len(hide(5));
        "a fn item": { let get = <[u8]>::get_unchecked::<usize>; *get(two_of_four(), 2) };
    });
}
