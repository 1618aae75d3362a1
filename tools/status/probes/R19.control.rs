// SPDX-License-Identifier: MIT OR Apache-2.0

//! The pointers have no spare bits.
//@ error: E0080

#![no_std]

pub enum Entry {
    Node(&'static u8),
    Leaf(&'static u8),
    Word(usize),
}

const _: () = assert!(core::mem::size_of::<Entry>() == core::mem::size_of::<usize>());
