// SPDX-License-Identifier: MIT OR Apache-2.0

//! An impl for one type that goes before the impl for all.
//@ gate: min_specialization

#![no_std]

pub trait Grow {
    fn grow();
}

impl<T> Grow for T {
    default fn grow() {}
}

impl Grow for u8 {
    fn grow() {}
}
