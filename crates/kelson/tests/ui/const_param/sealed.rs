// Nobody else makes parameters: unsafe code may rely on their values.

use kelson::{c, Is};

#[derive(Clone, Copy)]
struct Name;

impl Is<&'static str> for Name { //~ E0277
    const VALUE: &'static str = "eth0";
}

fn takes<N: Is<&'static str>>() {}

fn main() {
    takes::<c!("eth0")>();
}
