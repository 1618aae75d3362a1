// SPDX-License-Identifier: MIT OR Apache-2.0

//! An integer with a range in its type.
//@ gate: pattern_types pattern_type_macro

#![no_std]

pub type Percent = core::pattern_type!(u32 is 0..=100);

const _: () = assert!(core::mem::size_of::<Option<Percent>>() == 4);
