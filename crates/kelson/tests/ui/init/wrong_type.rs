// A value of the wrong type is reported at the value.
use kelson::init::Init;
use kelson::init;

struct Port {
    number: u16,
    speed: u32,
}

fn port(speed: u64) -> impl Init<Port> {
    init!(Port {
        number: 1,
        speed, //~ ERROR: mismatched types
    })
}

fn other() -> impl Init<Port> {
    init!(Port {
        number: "one", //~ ERROR: mismatched types
        speed: 1,
    })
}

fn near_miss(speed: u32) -> impl Init<Port> {
    init!(Port { number: 1, speed })
}

fn main() {}
