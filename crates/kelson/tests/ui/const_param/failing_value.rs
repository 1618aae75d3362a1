// A value that fails to be one fails the build.

use kelson::c;

const LIMIT: u8 = 7;

type Good = c!(u8: LIMIT - 7);
type Bad = c!(u8: LIMIT - 8); //~ E0080

fn main() {
    let _: (Good, Bad);
}
