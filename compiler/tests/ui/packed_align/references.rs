// SPDX-License-Identifier: MIT OR Apache-2.0

//! References to fields go by rustc's rule: the alignment of the field's type against the packing.

//@compile-flags: -K asm-syntax=intel

#[repr(C, packed)]
#[kelsonc::align(8)]
struct Header {
    kind: u8,
    // Aligned in fact. The rule does not look.
    #[kelsonc::align(4)]
    length: u32,
}

fn main() {
    let header = Header { kind: 1, length: 2 };
    let _ = &header.length; //~ E0793
    // Near misses.
    let _ = &header.kind;
    let _ = { header.length };
    let _ = &raw const header.length;
}
