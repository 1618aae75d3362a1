// A flexible array is last, in a struct, and is not copied.
use kelson::c_layout;

#[c_layout]
struct Middle {
    rest: [u8], //~ ERROR: a flexible array is the last member of a struct
    len: u8,
}

#[c_layout]
union InUnion {
    a: u8,
    rest: [u8], //~ ERROR: a flexible array is the last member of a struct
}

#[c_layout]
struct Uncounted {
    #[bits(3)]
    len: u8,
    #[counted_by(len)] //~ ERROR: there is no plain field `len` to count the elements
    rest: [u8],
}

#[c_layout]
struct Weighed {
    weight: f32,
    #[counted_by(weight)] //~ ERROR: `f32` does not count elements
    rest: [u8],
}

#[c_layout]
#[derive(Clone, Copy, Debug, PartialEq, Eq)] //~ ERROR: `Clone`, `Copy`, `PartialEq`, `Eq` cannot be derived
struct Copied {
    len: u8,
    rest: [u8],
}

fn main() {
    let _: fn(Middle, InUnion, Uncounted) = |middle, _, uncounted| drop((middle.len, uncounted.len));
}
