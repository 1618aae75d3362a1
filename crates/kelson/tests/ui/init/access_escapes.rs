// Access to a field ends with the construction: the value could not keep it alive.
use kelson::init::{InPlace, Uninit};
use kelson::init;

struct Pair<'a> {
    owner: String,
    user: &'a str,
}

fn pair<'a, 'o>(out: Uninit<'o, Pair<'a>>) -> InPlace<'o, Pair<'a>> {
    init!(out => Pair {
        ref owner: String::from("owner"), //~ ERROR: because it is borrowed
        user: &owner,
    })
}

fn main() {}
