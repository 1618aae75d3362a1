// A literal has to fit in its type.

use kelson::c;

pub type Good = (c!(u8: 255), c!(-128i8));
pub type Typed = c!(u8: 256); //~ ERROR: literal out of range for `u8`
pub type Suffixed = c!(128i8); //~ ERROR: literal out of range for `i8`

fn main() {}
