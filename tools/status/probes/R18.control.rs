// SPDX-License-Identifier: MIT OR Apache-2.0

//! The restriction names a module that does not exist.
//@ gate: impl_restriction
//@ error: missing | expected

#![no_std]

pub impl(in crate::missing) trait Sealed {}

impl Sealed for u8 {}
