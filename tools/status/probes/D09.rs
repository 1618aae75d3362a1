// SPDX-License-Identifier: MIT OR Apache-2.0

//! An impl of a foreign trait for a foreign type.
//@ absent: E0117
//@ note: the opt-in that rust-lang/rust#136979 asks for has no syntax yet

#![no_std]

impl core::fmt::Display for core::cell::UnsafeCell<u8> {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        Ok(())
    }
}
