// SPDX-License-Identifier: MIT OR Apache-2.0

//! The reason is no string.
//@ gate: lint_reasons
//@ error: E0452

#![no_std]

#[expect(dead_code, reason = 5)]
fn unused() {}
