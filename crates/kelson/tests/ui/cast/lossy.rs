// A pair of types that can lose a value is an error that names both.

use kelson::cast;

fn main() {
    let (wide, signed, size) = (1u64, -1i32, 1usize);
    let _good: u64 = cast!(size => u64);
    let _ = cast!(wide => u32); //~ ERROR: there is no lossless cast from `u64` to `u32`
    let _ = cast!(signed => usize); //~ ERROR: there is no lossless cast from `i32` to `usize`
    let _ = cast!(size => u32); //~ ERROR: there is no lossless cast from `usize` to `u32`
    let _ = cast!(wide => i64); //~ ERROR: there is no lossless cast from `u64` to `i64`
}
