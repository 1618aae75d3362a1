// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type that is never moved.
//@ absent: Move
//@ gate: negative_impls

#![no_std]

pub struct Waiter(pub u32);

impl !core::marker::Move for Waiter {}
