// SPDX-License-Identifier: MIT OR Apache-2.0

//! The range is empty of meaning: its bound is no number.
//@ gate: pattern_types pattern_type_macro
//@ error: MISSING | pattern_type

#![no_std]

pub type Percent = core::pattern_type!(u32 is 0..=MISSING);

const _: () = assert!(core::mem::size_of::<Option<Percent>>() == 4);
