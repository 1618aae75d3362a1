// There are ranges of integers up to 64 bits and of characters.
use kelson::{pat, PowerOfTwo};

type Ratio = pat!(f32 is 0.0..=1.0); //~ E0277
type Flag = pat!(bool is false..=true); //~ E0277
type Wide = pat!(u128 is 0..=9); //~ E0277
// Near miss.
type Most = pat!(u64 is ..=9);

struct Powers {
    signed: PowerOfTwo<i32>, //~ E0277
    // Near miss.
    unsigned: PowerOfTwo<u32>,
}

fn main() {}
