// SPDX-License-Identifier: MIT OR Apache-2.0

//! The mode has another name.
//@ flags: -Coverflow-checks=rreport
//@ error: overflow-checks

#![no_std]

pub fn add(a: u8, b: u8) -> u8 {
    a + b
}
