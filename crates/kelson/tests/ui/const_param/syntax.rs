// What `c!` cannot read, it says at the token.

use kelson::c;

const LIMIT: u32 = 7;
const NAME: &str = "eth0";

type Good = (c!(LIMIT), c!(u32: LIMIT + 1), c!(str: NAME));
type Empty = c!(); //~ ERROR: `c!` needs a value
type Sum = c!(LIMIT + 1); //~ ERROR: `c!` needs the type of a value that is more than a literal or a path
type Block = c!({ 4 }); //~ ERROR: `c!` needs the type of a value that is more than a literal or a path
type After = c!(4 + 1); //~ ERROR: `c!` needs the type of a value that is more than a literal or a path
type NoValue = c!(u32:); //~ ERROR: `c!` has a type and no value
type Half = c!(u32: 7 +); //~ ERROR: the expression for the value of `c!` ends too early
type Two = c!(u32: 7; 8); //~ ERROR: `c!` takes one expression, and here is its end
type Text = c!(NAME); //~ ERROR: `c!` cannot find out that this is a `&str`

fn main() {}
