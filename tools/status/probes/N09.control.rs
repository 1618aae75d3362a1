// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute does not exist.
//@ gate: stmt_expr_attributes
//@ error: alllow

#![no_std]

pub fn answer() -> u8 {
    let value = #[alllow(unused_parens)]
    (42);
    value
}
