// SPDX-License-Identifier: MIT OR Apache-2.0

//! A copy of bytes that may race without being undefined.
//@ absent: E0432
//@ note: the type of rust-lang/rfcs#3301; a compiler cannot be asked about the Linux memory model itself

#![no_std]

use core::sync::atomic::{AtomicPerByte, Ordering};

pub fn read(shared: &AtomicPerByte<[u8; 64]>) -> core::mem::MaybeUninit<[u8; 64]> {
    shared.load(Ordering::Acquire)
}
