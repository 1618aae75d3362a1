// What is not even kept is told by a lint, whatever panics do.
#![deny(unused_must_use)]
use kelson::Linear;

fn begin() -> Linear<u32> {
    Linear::new(7)
}

fn main() {
    begin(); //~ ERROR: unused `Linear` that must be used
}
