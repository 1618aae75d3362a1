// A field without a value is the error that it is in a struct literal.
use kelson::init::{value, Init};
use kelson::init;

struct Port {
    number: u16,
    speed: u32,
}

fn port() -> impl Init<Port> {
    init!(Port { number: 1 }) //~ ERROR: missing field `speed` in initializer of `Port`
}

fn near_miss() -> impl Init<Port> {
    init!(Port { number: 1, speed <- value(2) })
}

fn main() {}
