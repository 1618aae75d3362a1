// SPDX-License-Identifier: MIT OR Apache-2.0

//! An enum of aligned pointers that takes one word.
//@ absent: E0080

#![no_std]

#[repr(align(4))]
pub struct Node(pub u32);

pub enum Entry {
    Node(&'static Node),
    Leaf(&'static u64),
    Empty,
}

const _: () = assert!(core::mem::size_of::<Entry>() == core::mem::size_of::<usize>());
