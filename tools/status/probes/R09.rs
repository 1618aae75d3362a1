// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function whose use in generated code is a build error with a message, as in C.
//@ absent: cannot find attribute
//@ note: no upstream design yet; the names are those of gcc and clang

#![no_std]

#[error("the size of the buffer must be known")]
pub fn size_unknown() {}

#[warning("slow path")]
pub fn slow() {}
