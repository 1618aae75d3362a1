// SPDX-License-Identifier: MIT OR Apache-2.0

//! The struct has no such field.
//@ gate: field_projections
//@ error: missing | E0433

#![no_std]

pub struct Ring {
    pub head: u32,
}

pub type Head = core::field::field_of!(Ring, missing);
