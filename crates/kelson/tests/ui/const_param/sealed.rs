// Nobody else makes parameters: unsafe code may rely on their values.

use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy)]
struct Name;

impl Is<&'static str> for Name { //~ E0277
    const VALUE: &'static str = "eth0";
}

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Line(u32);

// Nor a parameter of one type out of that of another.
impl Is<Line> for c!(7u32) { //~ E0277
    const VALUE: Line = Line(7);
}

fn takes<N: Is<&'static str>>() {}

fn main() {
    takes::<c!("eth0")>();
}
