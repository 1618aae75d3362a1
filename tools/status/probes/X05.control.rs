// SPDX-License-Identifier: MIT OR Apache-2.0

//! The `else` block falls through.
//@ gate: let_else
//@ error: E0308

#![no_std]

pub fn value(option: Option<u8>) -> u8 {
    let Some(value) = option else {};
    value
}
