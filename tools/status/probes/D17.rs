// SPDX-License-Identifier: MIT OR Apache-2.0

//! A trait whose methods run at compile time.
//@ gate: const_trait_impl

#![no_std]

pub const trait Zero {
    fn zero() -> Self;
}

impl const Zero for u32 {
    fn zero() -> Self {
        0
    }
}

pub const NOTHING: u32 = <u32 as Zero>::zero();
