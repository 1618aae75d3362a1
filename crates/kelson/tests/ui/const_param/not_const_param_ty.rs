// Only types that say how their values are encoded can be those of parameters.

use kelson::{c, ConstParamTy};

#[derive(Clone, Copy, PartialEq, Eq)]
struct Plain(u8);

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Holder {
    good: u8,
    plain: Plain, //~ ERROR: a `Plain` cannot be a const parameter, nor part of one
    name: &'static str, //~ ERROR: a `&'static str` cannot be a const parameter, nor part of one
}

type Good = c!(Option<u8>: None);
type Bad = c!(Plain: Plain(1)); //~ ERROR: a `Plain` cannot be a const parameter, nor part of one
type Float = c!(f32: 1.0); //~ ERROR: a float cannot be a const parameter
type Literal = c!(1.5); //~ ERROR: a float cannot be a const parameter

fn main() {}
