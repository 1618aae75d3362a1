// SPDX-License-Identifier: MIT OR Apache-2.0

//! A constant that refers to a static.
//@ gate: const_refs_to_static
//@ since: 1.83

#![no_std]

pub static TABLE: u32 = 42;

pub const POINTER: &u32 = &TABLE;
