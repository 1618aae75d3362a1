// There is an end to what fits in const parameters.

use kelson::{c, ConstParamTy};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Good([u64; 16]);

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Large([u64; 17]); //~ E0080

const LONG: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\
    0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

type Text = c!(str: LONG); //~ E0080
type Bytes = c!([u8; 129]: [0; 129]); //~ E0080

fn main() {
    let _: (Text, Bytes, c!(Good: Good([0; 16])));
}
