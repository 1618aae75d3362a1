// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute has another name.
//@ error: cfi_saltt

#![no_std]

#[cfi_saltt("irq")]
pub extern "C" fn handler(_: u32) {}
