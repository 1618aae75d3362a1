// Only what may be zero is zeroed.
use kelson::init::{zeroed, Init, Zeroable};
use kelson::init;

struct Port {
    number: u16,
    name: &'static str,
}

fn port() -> impl Init<Port> {
    init!(Port { number: 1, ..zeroed() }) //~ ERROR: zero bytes may not be a `Port`
}

#[derive(Zeroable)]
struct Derived {
    number: u16,
    name: &'static str, //~ ERROR: zero bytes may not be a `&'static str`
}

#[derive(Zeroable)]
enum Choice { //~ ERROR: `Zeroable` cannot be derived for an enum
    One,
}

fn main() {}
