// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where the attribute would do nothing, or what rustc can do.

//@compile-flags: -K asm-syntax=intel

#[repr(C)]
#[kelsonc::align(8)] //~ ERROR: `NotPacked` is not packed
struct NotPacked(u8);

#[kelsonc::align(8)] //~ ERROR: `NoHints` is not packed
struct NoHints(u8);

#[repr(packed)]
#[kelsonc::align(8)] //~ ERROR: does not have the layout of C
struct NotC(u8);

#[repr(packed(2))]
#[kelsonc::align(8)] //~ ERROR: does not have the layout of C
struct NotCEither(u8);

#[repr(u8)]
#[kelsonc::align(8)] //~ ERROR: not for enums
enum Kind {
    A,
}

enum Fields {
    A(#[kelsonc::align(8)] u8), //~ ERROR: not for enums
}

#[repr(C)]
struct Natural {
    #[kelsonc::align(8)] //~ ERROR: `Natural` is not packed
    field: u8,
}

#[repr(C, packed)]
union Union {
    #[kelsonc::align(8)] //~ ERROR: not for members of unions
    member: u8,
}

#[repr(C, packed(2))]
struct Capped {
    #[kelsonc::align(2)]
    first: u8,
    #[kelsonc::align(4)] //~ ERROR: aligned to 2 at most
    second: u8,
}

#[kelsonc::align(8)] //~ ERROR: for packed structs and unions
static STATIC: u8 = 0;

#[kelsonc::align(8)] //~ ERROR: for packed structs and unions
fn function() {}

mod inner {
    #[repr(C)]
    #[kelsonc::align(8)] //~ ERROR: `Nested` is not packed
    struct Nested(u8);
}

fn main() {
    #[repr(C)]
    #[kelsonc::align(8)] //~ ERROR: `Local` is not packed
    struct Local(u8);
}
