// The fields of a variant are no places of their own.
use kelson::build;
use kelson::init::{InPlace, Uninit};

enum State {
    Busy { count: u32 },
}

fn value() -> State {
    build!(State::Busy, |s| { s.count = 1; })
}

fn place(out: Uninit<'_, State>) -> InPlace<'_, State> {
    build!(out => State::Busy, |s| { s.count = 1; }) //~ ERROR: only a struct can be built in a place field by field
}

fn main() {
    let State::Busy { count } = value();
    let _ = (count, place);
}
