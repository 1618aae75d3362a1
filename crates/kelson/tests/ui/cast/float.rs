// Floats are for neither macro: which of them are integers is a question of values.

use kelson::{cast, const_cast};

fn main() {
    let half = 0.5f64;
    let _ = cast!(half => u32); //~ ERROR: there is no lossless cast from `f64` to `u32`
    let _ = cast!(1u8 => f64); //~ ERROR: there is no lossless cast from `u8` to `f64`
    let _ = const_cast!(0.5f64 => u32); //~ ERROR: `const_cast!` has no values of `f64` to cast
    let _ = const_cast!(1u8 => f64); //~ ERROR: `const_cast!` does not cast to `f64`
}
