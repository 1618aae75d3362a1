// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `zerocopy` derives from `packed` does not hold with an alignment.

//@aux-build: zerocopy.rs
//@compile-flags: -K asm-syntax=intel

extern crate zerocopy;

use zerocopy::{FromBytes, IntoBytes, Unaligned};

#[repr(C, packed)]
#[kelsonc::align(4)]
struct Padded(u8, u16);

unsafe impl FromBytes for Padded {}
unsafe impl IntoBytes for Padded {} //~ ERROR: has a byte of padding

#[repr(C, packed)]
#[kelsonc::align(4)]
struct Full(u16, u16);

unsafe impl IntoBytes for Full {}
unsafe impl Unaligned for Full {} //~ ERROR: is aligned to 4

#[repr(C, packed)]
struct Gap(u8, #[kelsonc::align(8)] u64);

unsafe impl IntoBytes for Gap {} //~ ERROR: has 7 bytes of padding

#[repr(C, packed)]
#[kelsonc::align(2)]
struct Generic<T>(T);

unsafe impl<T> IntoBytes for Generic<T> {} //~ ERROR: may have padding

// A near miss.
#[repr(C, packed)]
#[kelsonc::align(1)]
struct Packed(u8, u16);

unsafe impl IntoBytes for Packed {}
unsafe impl Unaligned for Packed {}

fn main() {}
