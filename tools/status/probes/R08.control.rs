// SPDX-License-Identifier: MIT OR Apache-2.0

//! The assertion does not hold.
//@ gate: const_block_items
//@ error: E0080 | expected

#![no_std]

const { assert!(core::mem::size_of::<u32>() == 5) }
