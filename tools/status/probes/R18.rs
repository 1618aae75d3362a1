// SPDX-License-Identifier: MIT OR Apache-2.0

//! A trait that only this crate may implement.
//@ gate: impl_restriction

#![no_std]

pub impl(crate) trait Sealed {}

impl Sealed for u8 {}
