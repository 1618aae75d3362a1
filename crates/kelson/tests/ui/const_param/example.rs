// What `const_param` accepts.
//@check-pass

use core::marker::PhantomData;
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
pub enum Direction {
    In,
    Out,
}

pub struct Pin<D: Is<Direction>>(PhantomData<D>);

impl Pin<c!(Direction: Direction::In)> {
    pub fn read(&self) -> u8 {
        1
    }
}

impl Pin<c!(Direction: Direction::Out)> {
    pub fn write(&self, _: u8) {}
}

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
pub struct Config {
    depth: u8,
    mac: Option<[u8; 6]>,
}

const BASE: Config = Config { depth: 16, mac: None };
const CONFIG_LINE: u32 = 9;

pub struct Irq<N: Is<&'static str>, L: Is<u32>, C: Is<Config>>(PhantomData<(N, L, C)>);

impl<N: Is<&'static str>, L: Is<u32>, C: Is<Config>> Irq<N, L, C> {
    pub const NAME: &'static str = N::VALUE;

    pub fn depth(&self) -> u8 {
        const { assert!(C::VALUE.depth < 64, "the queue is too deep") };
        C::VALUE.depth
    }
}

pub type Eth = Irq<c!("eth0"), c!(CONFIG_LINE), c!(Config: Config { depth: 4, ..BASE })>;

pub struct Ring<N: Is<usize>>(PhantomData<N>);

pub struct Device<const N: usize> {
    pub ring: Ring<c!(usize: N)>,
}

fn main() {
    Pin::<c!(Direction: Direction::In)>(PhantomData).read();
    assert_eq!(Eth::NAME, "eth0");
}
