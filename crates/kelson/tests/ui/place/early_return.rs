// A way out without a proof is no way out of a function that builds.
use kelson::init::{InPlace, Uninit};
use kelson::init;

struct Port {
    number: u16,
}

fn port<'o>(out: Uninit<'o, Port>, number: u16) -> InPlace<'o, Port> {
    init!(out => Port {
        number: if number == 0 {
            return; //~ ERROR: `return;` in a function whose return type is not `()`
        } else {
            number
        },
    })
}

fn lost<'o>(out: Uninit<'o, Port>) -> InPlace<'o, Port> { //~ ERROR: mismatched types
    let _ = init!(out => Port { number: 1 });
}

fn main() {}
