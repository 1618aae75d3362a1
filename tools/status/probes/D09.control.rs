// SPDX-License-Identifier: MIT OR Apache-2.0

//! The trait does not exist.
//@ error: Missing

#![no_std]

impl core::fmt::Missing for core::cell::UnsafeCell<u8> {}
