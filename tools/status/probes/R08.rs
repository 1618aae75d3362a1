// SPDX-License-Identifier: MIT OR Apache-2.0

//! An assertion between items, evaluated without a name for it.
//@ gate: const_block_items

#![no_std]

const { assert!(core::mem::size_of::<u32>() == 4) }
