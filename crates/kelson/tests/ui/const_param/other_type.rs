// A parameter is of one type: a number is no name, and an integer without a suffix is an `i32`.

use core::marker::PhantomData;
use kelson::{c, Is};

struct Irq<N: Is<&'static str>, L: Is<u8>>(PhantomData<(N, L)>);

type Good = Irq<c!("eth0"), c!(4u8)>;
type Line = Irq<c!("eth0"), c!(4)>;
type Name = Irq<c!(4u8), c!(4u8)>;

fn main() {
    let _ = Good { 0: PhantomData };
    let _: Line; //~ E0277
    let _: Name; //~ E0277
}
