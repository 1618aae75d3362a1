// SPDX-License-Identifier: MIT OR Apache-2.0

//! A constant in an attribute.
//@ absent: E0589 | E0693

#![no_std]

pub const PAGE_SIZE: usize = 4096;

#[repr(align(PAGE_SIZE))]
pub struct Page(pub [u8; 4096]);

const _: () = assert!(core::mem::align_of::<Page>() == 4096);
