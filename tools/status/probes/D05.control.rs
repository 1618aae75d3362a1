// SPDX-License-Identifier: MIT OR Apache-2.0

//! The type has another name.
//@ error: AtomicPerByyte

#![no_std]

use core::sync::atomic::AtomicPerByyte;

pub fn read(_: &AtomicPerByyte<[u8; 64]>) {}
