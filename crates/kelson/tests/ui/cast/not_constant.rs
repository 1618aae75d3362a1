// What is known only at run time is no constant.

use kelson::{cast, const_cast};

fn main() {
    let size = 512usize;
    let _good = cast!(size => u64);
    let _ = const_cast!(size => u16); //~ ERROR: attempt to use a non-constant value in a constant
}
