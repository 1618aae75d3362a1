// SPDX-License-Identifier: MIT OR Apache-2.0

//! Members that do not go with the alignment of the type.

//@compile-flags: -K asm-syntax=intel

#[repr(C, packed(4))]
#[kelsonc::align(2)]
union Register {
    low: u8,
    whole: u32, //~ ERROR: more than the 2 of its union
}

#[repr(C, packed)]
#[kelsonc::align(8)]
union Generic<T: Copy> {
    low: u8,
    other: T, //~ ERROR: not known here
}

#[repr(C, packed)]
struct Tail {
    #[kelsonc::align(4)]
    count: u8,
    rest: [u8], //~ ERROR: no fixed size
}

// Near misses.
#[repr(C, packed(4))]
#[kelsonc::align(1)]
union Same {
    low: u8,
    whole: u32,
}
const _: () = assert!(align_of::<Same>() == 4);

#[repr(C, packed)]
#[kelsonc::align(8)]
union Pointers<T> {
    low: u8,
    other: *const T,
}

fn main() {}
