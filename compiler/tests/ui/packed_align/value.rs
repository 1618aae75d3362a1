// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is not an alignment.

//@compile-flags: -K asm-syntax=intel

#[repr(C, packed)]
#[kelsonc::align] //~ ERROR: takes one number
struct Bare(u8);

#[repr(C, packed)]
#[kelsonc::align = 8] //~ ERROR: takes one number
struct Assigned(u8);

#[repr(C, packed)]
#[kelsonc::align(8, 16)] //~ ERROR: takes one number
struct Two(u8);

#[repr(C, packed)]
#[kelsonc::align("8")] //~ ERROR: takes one number
struct Text(u8);

#[repr(C, packed)]
#[kelsonc::align(0)] //~ ERROR: cannot be `0`
struct Zero(u8);

#[repr(C, packed)]
#[kelsonc::align(12)] //~ ERROR: not a power of two
struct Twelve(u8);

#[repr(C, packed)]
#[kelsonc::align(1073741824)] //~ ERROR: too large
struct Large(u8);

#[repr(C, packed)]
#[kelsonc::align(0x1_0000_0000_0000_0000)] //~ ERROR: too large
struct Larger(u8);

#[repr(C, packed)]
struct Field(#[kelsonc::align(3)] u8); //~ ERROR: not a power of two

#[repr(C, packed)]
#[kelsonc::align(8)]
#[kelsonc::align(16)] //~ ERROR: given twice
struct Twice(u8);

#[repr(C, packed, align(8))] //~ ERROR: by `repr` as well
#[kelsonc::align(8)]
struct Both(u8);

// A near miss: the largest there is.
#[repr(C, packed)]
#[kelsonc::align(0x2000_0000)]
struct Largest(u8);

fn main() {}
