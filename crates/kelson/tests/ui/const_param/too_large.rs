// There is an end to what fits in const parameters.

use kelson::{c, ConstParamTy};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Good([u64; 16]);

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Large([u64; 17]); //~ ERROR: at most 128 bytes

const LONG: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

type Text = c!(str: LONG); //~ ERROR: text in a const parameter has at most 256 bytes
type Bytes = c!([u8; 129]: [0; 129]); //~ ERROR: at most 128 bytes

fn main() {
    let _: (Text, Bytes, c!(Good: Good([0; 16])));
}
