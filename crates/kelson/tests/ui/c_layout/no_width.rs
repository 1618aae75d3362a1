// A bit-field of width 0 has no name, and only bit-fields can be without one.
use kelson::c_layout;

#[c_layout]
struct Named {
    #[bits(0)] //~ ERROR: the bit-field `a` has no bits
    a: u8,
    b: u8,
}

const NONE: u32 = 0;

#[c_layout]
struct Constant {
    #[bits(NONE)] //~ E0080
    c: u8,
}

#[c_layout]
struct NoBits {
    __: u8, //~ ERROR: only a bit-field can be without a name
    d: u8,
}

#[c_layout]
struct NoNumber {
    #[bits] //~ ERROR: the `bits` attribute needs a number
    e: u8,
}

fn main() {
    // The types are there.
    let _: fn(Named, NoBits, NoNumber) = |named, no, _| drop((named.b, no.d));
}
