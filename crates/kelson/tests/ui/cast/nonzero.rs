// What may be zero does not become `NonZero` by a cast.

use core::num::NonZero;
use kelson::cast;

fn main() {
    let (order, count) = (NonZero::<u16>::MIN, 1u16);
    let _good = cast!(order => NonZero<u32>);
    let _ = cast!(order => NonZero<u8>); //~ ERROR: there is no lossless cast from `u16` to `u8`
    let _ = cast!(count => NonZero<u32>); //~ E0308
}
