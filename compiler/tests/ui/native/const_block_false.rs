// SPDX-License-Identifier: MIT OR Apache-2.0

//! One that does not hold is an error at its place.

//@compile-flags: -K edition=kernel

const PAGE_SIZE: usize = 4000;

const {
    assert!(PAGE_SIZE.is_power_of_two(), "pages have a size that is a power of two"); //~ E0080
}

fn main() {}
