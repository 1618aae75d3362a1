// There are ranges of integers up to 64 bits and of characters.
use kelson::{pat, PowerOfTwo};

type Ratio = pat!(f32 is 0.0..=1.0); //~ ERROR: `f32` has no ranges
type Flag = pat!(bool is false..=true); //~ ERROR: `bool` has no ranges
type Wide = pat!(u128 is 0..9); //~ ERROR: `u128` has no ranges
type Name = pat!(String is 0..9); //~ ERROR: `String` has no ranges

// By another name the compiler knows it.
type Number = u128;
type WideNumber = pat!(Number is 0..=9); //~ E0277
// Near miss.
type Most = pat!(u64 is ..=9);

struct Powers {
    signed: PowerOfTwo<i32>, //~ E0277
    // Near miss.
    unsigned: PowerOfTwo<u32>,
}

fn main() {}
