// SPDX-License-Identifier: MIT OR Apache-2.0

//! The trait has another name.
//@ gate: negative_impls
//@ error: Moove

#![no_std]

pub struct Waiter(pub u32);

impl !core::marker::Moove for Waiter {}
