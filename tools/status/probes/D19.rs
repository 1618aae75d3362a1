// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type that stands for a field.
//@ gate: field_projections

#![no_std]

pub struct Ring {
    pub head: u32,
}

pub type Head = core::field::field_of!(Ring, head);
