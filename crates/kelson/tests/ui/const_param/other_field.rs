// Structs that differ in a field: the message shows which, by its place.

use core::marker::PhantomData;
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Config {
    depth: u8,
    wide: bool,
    base: i32,
}

const BASE: Config = Config { depth: 3, wide: true, base: -9 };

struct Queue<C: Is<Config>>(PhantomData<C>);

fn main() {
    let _: Queue<c!(Config: Config { depth: 4, ..BASE })> = Queue::<c!(Config: BASE)>(PhantomData); //~ E0308
}
