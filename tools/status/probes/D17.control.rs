// SPDX-License-Identifier: MIT OR Apache-2.0

//! The impl is not const.
//@ gate: const_trait_impl
//@ error: E0277 | expected

#![no_std]

pub const trait Zero {
    fn zero() -> Self;
}

impl Zero for u32 {
    fn zero() -> Self {
        0
    }
}

pub const NOTHING: u32 = <u32 as Zero>::zero();
