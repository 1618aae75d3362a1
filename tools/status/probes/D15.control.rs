// SPDX-License-Identifier: MIT OR Apache-2.0

//! The trait has another name.
//@ gate: negative_impls
//@ error: Forgett

#![no_std]

pub struct Guard(pub u32);

impl !core::marker::Forgett for Guard {}
