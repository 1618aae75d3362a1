// SPDX-License-Identifier: MIT OR Apache-2.0

//! The general impl does not allow it.
//@ gate: min_specialization
//@ error: E0520

#![no_std]

pub trait Grow {
    fn grow();
}

impl<T> Grow for T {
    fn grow() {}
}

impl Grow for u8 {
    fn grow() {}
}
