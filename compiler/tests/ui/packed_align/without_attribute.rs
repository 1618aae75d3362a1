// SPDX-License-Identifier: MIT OR Apache-2.0

//! Packed types without the attribute are refused as ever; the message says that there is one.

//@compile-flags: -K asm-syntax=intel

#[repr(C, align(16))]
struct Aligned(u8);

#[repr(C, packed)]
struct Contains(u8, Aligned); //~ E0588

#[repr(C, packed, align(8))]
struct Both(u8); //~ E0587

#[repr(C, packed)]
#[kelsonc::align(8)]
struct Marked(u8);

#[repr(C, packed)]
struct ContainsMarked(u8, Marked); //~ E0588

// A near miss.
#[repr(C, packed)]
#[kelsonc::align(1)]
struct ContainsEither(u8, Aligned, Marked);

fn main() {}
