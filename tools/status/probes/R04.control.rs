// SPDX-License-Identifier: MIT OR Apache-2.0

//! The parameter is never initialized, and its type does not exist.
//@ error: Missing

#![no_std]

pub fn fill(place: &out Missing) {}
