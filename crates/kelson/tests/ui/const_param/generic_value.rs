// The compiler takes a generic parameter in a value as it is, and in no other way.

use core::marker::PhantomData;
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Config {
    depth: usize,
}

struct Ring<N: Is<usize>>(PhantomData<N>);
struct Queue<C: Is<Config>>(PhantomData<C>);

struct Device<const N: usize> {
    good: Ring<c!(usize: N)>,
    sum: Ring<c!(usize: N + 1)>, //~ ERROR: generic parameters may not be used in const operations
    field: Queue<c!(Config: Config { depth: N })>, //~ ERROR: generic parameter
    untyped: Ring<c!(N)>, //~ ERROR: generic parameters may not be used in const operations
}

fn main() {}
