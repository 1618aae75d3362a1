// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute has another name.
//@ error: unique_addresss

#![no_std]

#[unique_addresss]
pub fn callback<T>(_: &T) {}
