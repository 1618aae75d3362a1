// A value that fails to be one fails the build.

use kelson::{c, ConstParamTy};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Config {
    depth: u8,
}

const LIMIT: u8 = 7;

type Good = c!(u8: LIMIT - 7);
type Scalar = c!(u8: LIMIT - 8); //~ ERROR: overflow
type Struct = c!(Config: Config { depth: LIMIT - 8 }); //~ ERROR: overflow
//~^ ERROR: overflow
//~^^ ERROR: overflow
//~^^^ ERROR: overflow
//~^^^^ ERROR: overflow
//~^^^^^ ERROR: overflow
//~^^^^^^ ERROR: overflow
//~^^^^^^^ ERROR: overflow

fn main() {
    let _: (Good, Scalar, Struct);
}
