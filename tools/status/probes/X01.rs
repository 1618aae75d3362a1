// SPDX-License-Identifier: MIT OR Apache-2.0

//! A hint that a path is rarely taken.
//@ gate: cold_path
//@ since: 1.95

#![no_std]

pub fn check(bad: bool) {
    if bad {
        core::hint::cold_path();
    }
}
