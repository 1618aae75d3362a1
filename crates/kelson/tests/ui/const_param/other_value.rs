// A method of one value is not there for another, and parameters with unequal values are unequal types.

use core::marker::PhantomData;
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
enum Direction {
    In,
    Out,
}

struct Pin<D: Is<Direction>>(PhantomData<D>);

impl Pin<c!(Direction: Direction::In)> {
    fn read(&self) -> u8 {
        1
    }
}

struct Irq<N: Is<&'static str>>(PhantomData<N>);

fn main() {
    Pin::<c!(Direction: Direction::In)>(PhantomData).read();
    Pin::<c!(Direction: Direction::Out)>(PhantomData).read(); //~ E0599

    let _: Irq<c!("eth0")> = Irq::<c!("eth0")>(PhantomData);
    let _: Irq<c!("eth0")> = Irq::<c!("eth1")>(PhantomData); //~ E0308
}
