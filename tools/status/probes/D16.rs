// SPDX-License-Identifier: MIT OR Apache-2.0

//! A token that must be used up and is never dropped.
//@ absent: E0322
//@ gate: negative_impls const_destruct

#![no_std]

pub struct Token(pub u32);

impl !core::marker::Destruct for Token {}
