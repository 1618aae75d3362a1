// A type that is found out is the one that is checked.

use core::num::NonZero;
use kelson::cast;

fn main() {
    let (wide, order) = (300u128, NonZero::new(300u128).unwrap());
    let _good: u128 = cast!(wide => _);
    let _: u8 = cast!(wide => _); //~ E0308
    let _: NonZero<u8> = cast!(order => NonZero<_>); //~ E0308
}
