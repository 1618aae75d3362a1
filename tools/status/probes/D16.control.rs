// SPDX-License-Identifier: MIT OR Apache-2.0

//! The trait has another name.
//@ gate: negative_impls const_destruct
//@ error: Destructt

#![no_std]

pub struct Token(pub u32);

impl !core::marker::Destructt for Token {}
