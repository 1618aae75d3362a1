// A value is no initializer of itself, and neither is an initializer of something else.
use kelson::init::{value, Init};
use kelson::init;

struct Port {
    number: u16,
    speed: u32,
}

fn port() -> impl Init<Port> {
    init!(Port {
        number <- 1u16, //~ ERROR: `u16` does not initialize a `u16` in place
        speed: 1,
    })
}

fn other() -> impl Init<Port> {
    init!(Port {
        number: 1,
        speed <- value(1u16), //~ ERROR: `Value<u16>` does not initialize a `u32` in place
    })
}

fn near_miss() -> impl Init<Port> {
    init!(Port { number <- value(1), speed: 1 })
}

fn main() {}
