// SPDX-License-Identifier: MIT OR Apache-2.0

//! The hint has another name.
//@ gate: cold_path
//@ error: E0425

#![no_std]

pub fn check(bad: bool) {
    if bad {
        core::hint::coold_path();
    }
}
