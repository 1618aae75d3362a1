// What is said of the fields is said of all that the type has in the end, also when an attribute below adds one.
//@no-rustfix
#![forbid(unsafe_code)]
use kelson::init::Zeroable;
use kelson::{align, pinned};

const LINE: usize = 8;

#[pinned] //~ ERROR: inaccessible fields
#[align(LINE)]
struct Pinned {
    number: u32,
}

#[derive(Zeroable)] //~ ERROR: inaccessible fields
#[align(LINE)]
struct Zeroed {
    number: u32,
}

#[align(LINE)]
#[pinned]
#[derive(Zeroable)]
struct NearMiss {
    number: u32,
}

fn main() {}
