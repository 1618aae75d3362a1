// SPDX-License-Identifier: MIT OR Apache-2.0

//! Checks among items, without a name for each.

//@check-pass
//@compile-flags: -K edition=kernel

const PAGE_SIZE: usize = 4096;

const {
    assert!(PAGE_SIZE.is_power_of_two());
    assert!(size_of::<[u64; 512]>() == PAGE_SIZE);
}

fn main() {}
