// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: --crate-name=kernel -K overflow-checks=report --cfg CONFIG_RUST --cfg CONFIG_PRINTK

#![no_std]

pub fn add(left: u8, right: u8) -> u8 {
    left + right
}
