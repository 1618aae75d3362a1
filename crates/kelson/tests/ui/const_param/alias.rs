// A value is one type, so a primitive type goes by one name.

use kelson::{c, Is};

type Line = u32;

fn takes<N: Is<u32>>() {}

fn main() {
    takes::<c!(u32: 7)>();
    takes::<c!(Line: 7)>(); //~ E0080
    takes::<c!(core::primitive::u32: 7)>(); //~ E0080
}
