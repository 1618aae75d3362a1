// SPDX-License-Identifier: MIT OR Apache-2.0

//! A lint that is expected, with a reason.
//@ gate: lint_reasons
//@ since: 1.81

#![no_std]

#[expect(dead_code, reason = "the probe")]
fn unused() {}
