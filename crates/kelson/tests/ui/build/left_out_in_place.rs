// In a place, a field that one path leaves out is the same error.
//@no-rustfix
use kelson::build;
use kelson::init::{InPlace, Uninit};

struct Port {
    number: u16,
    name: String,
}

fn port(out: Uninit<'_, Port>, known: bool) -> InPlace<'_, Port> {
    build!(out => Port, |p| {
        if known {
            p.name = String::from("http");
        }
        p.number = 80;
    }) //~ E0381
}

fn twice(out: Uninit<'_, Port>) -> InPlace<'_, Port> {
    build!(out => Port, |p| {
        p.name = String::from("http");
        p.number = 80;
        p.number = 443; //~ ERROR: cannot assign twice to immutable variable `number`
    })
}

fn none(out: Uninit<'_, Port>) -> InPlace<'_, Port> {
    build!(out => Port, |p| { //~ ERROR: missing field `name` in initializer of `Port`
        p.number = 80;
    })
}

fn main() {
    let _ = (port, twice, none);
    let _ = |port: Port| (port.number, port.name);
}
