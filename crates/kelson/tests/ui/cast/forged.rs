// Nobody else says what a cast does not lose.

use kelson::{__private::cast::Lossless, cast, const_cast};

#[derive(Clone, Copy)]
enum Size {
    Large = 300,
}

impl Lossless<u8> for Size {} //~ E0277

fn main() {
    let _ = cast!(Size::Large => u8);
    let _ = const_cast!(Size::Large => u8); //~ E0277
}
