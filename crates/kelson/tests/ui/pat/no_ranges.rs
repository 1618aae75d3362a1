// There are ranges of integers up to 64 bits and of characters.
use kelson::{pat, PowerOfTwo};

struct Ratio {
    float: pat!(f32 is 0.0..=1.0), //~ E0277
    flag: pat!(bool is false..=true), //~ E0277
    wide: pat!(u128 is 0..=9), //~ E0277
    power: PowerOfTwo<i32>, //~ E0277
    // Near misses.
    most: pat!(u64 is ..=9),
    unsigned: PowerOfTwo<u32>,
}

fn main() {}
