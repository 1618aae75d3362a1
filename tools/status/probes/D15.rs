// SPDX-License-Identifier: MIT OR Apache-2.0

//! A guard that is never forgotten.
//@ absent: Forget
//@ gate: negative_impls

#![no_std]

pub struct Guard(pub u32);

impl !core::marker::Forget for Guard {}
