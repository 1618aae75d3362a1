// SPDX-License-Identifier: MIT OR Apache-2.0

//! The macro has another name.
//@ error: c_includde

#![no_std]

core::c_includde!("errno.h");
