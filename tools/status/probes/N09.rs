// SPDX-License-Identifier: MIT OR Apache-2.0

//! An attribute on an expression.
//@ gate: stmt_expr_attributes

#![no_std]

pub fn answer() -> u8 {
    let value = #[allow(unused_parens)]
    (42);
    value
}
