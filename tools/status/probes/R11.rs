// SPDX-License-Identifier: MIT OR Apache-2.0

//! The overflow mode that reports instead of panicking.
//@ flags: -Coverflow-checks=report
//@ absent: overflow-checks

#![no_std]

pub fn add(a: u8, b: u8) -> u8 {
    a + b
}
