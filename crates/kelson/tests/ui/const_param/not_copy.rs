// A derived type has to be `Copy` and `Eq`.

use kelson::ConstParamTy;

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Good(u8);

#[derive(PartialEq, Eq, ConstParamTy)]
struct Moved(u8); //~ E0277

#[derive(Clone, Copy, ConstParamTy)]
struct Unequal(u8); //~ E0277

fn main() {}
