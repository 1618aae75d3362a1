// The value has to be of the type that is said.

use core::marker::PhantomData;
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
enum Direction {
    In,
    Out,
}

type Good = (c!(u8: 255), c!(Direction: Direction::In), c!(str: "eth0"));
type Number = c!(u8: "eth0"); //~ E0308
type Negative = c!(-4u8); //~ E0600
type Struct = c!(Direction: 4); //~ E0308
type Text = c!(str: 4); //~ E0308
type Unknown = c!(Direction: Directoin::In); //~ E0433

fn main() {
    let _: (Good, Number, Negative, Struct, Text, Unknown);
    let _ = PhantomData::<c!(4)>;
    fn _is<N: Is<u8>>() {}
    let _ = Direction::Out;
}
