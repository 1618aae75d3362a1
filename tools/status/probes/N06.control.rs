// SPDX-License-Identifier: MIT OR Apache-2.0

//! The constant does not exist.
//@ error: MISSING | E0589 | E0693

#![no_std]

#[repr(align(MISSING))]
pub struct Page(pub [u8; 4096]);
