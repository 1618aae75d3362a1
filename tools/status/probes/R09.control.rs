// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute has another name.
//@ error: errrror

#![no_std]

#[errrror("the size of the buffer must be known")]
pub fn size_unknown() {}
