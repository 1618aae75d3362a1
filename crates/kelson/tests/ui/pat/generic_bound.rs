// A bound cannot depend on a generic parameter.
use kelson::pat;

struct Ring<const N: usize> {
    slots: [u8; N],
    head: pat!(usize is 0..N), //~ ERROR: generic parameters may not be used in const operations
}

fn main() {}
