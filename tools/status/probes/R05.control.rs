// SPDX-License-Identifier: MIT OR Apache-2.0

//! The type of the parameter cannot be compared structurally.
//@ gate: adt_const_params
//@ error: E0599 | E0741

#![no_std]

pub enum Mode {
    Poll,
    Interrupt,
}

pub struct Port<const MODE: Mode>;

pub type Polled = Port<{ Mode::Missing }>;
