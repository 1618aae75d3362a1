// SPDX-License-Identifier: MIT OR Apache-2.0

//! The declarations of a C header as items.
//@ absent: c_include
//@ note: no upstream design yet

#![no_std]

core::c_include!("errno.h");
