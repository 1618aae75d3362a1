// What has no values to encode is refused at what is wrong with it.

use kelson::ConstParamTy;

#[derive(Clone, Copy, ConstParamTy)]
union Word { //~ ERROR: `ConstParamTy` cannot be derived for a union
    number: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Borrowed<'a> { //~ ERROR: `Borrowed` has a lifetime, and a const parameter has none
    name: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
enum Never {} //~ ERROR: `Never` has no value that could be a const parameter

fn main() {}
