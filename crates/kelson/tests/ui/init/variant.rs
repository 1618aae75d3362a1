// A variant is built in place where its layout is known.
use kelson::init::Init;
use kelson::{init, pinned};

enum Plain {
    Off,
    On { speed: u32 },
}

#[pinned]
enum NoRepr {
    Off,
    On { speed: u32 },
}

#[pinned]
#[repr(u8)]
enum NearMiss {
    Off,
    On { speed: u32 },
}

fn plain() -> impl Init<Plain> {
    init!(Plain::On { speed: 1 }) //~ E0599
}

fn no_repr() -> impl Init<NoRepr> {
    init!(NoRepr::On { speed: 1 }) //~ E0599
}

fn near_miss() -> impl Init<NearMiss> {
    init!(NearMiss::On { speed: 1 })
}

fn main() {}
