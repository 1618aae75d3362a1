// A field of a packed struct may not be aligned, so nothing is built in it.
use kelson::init::Init;
use kelson::init;

#[repr(packed)]
struct Header {
    kind: u8,
    length: u32,
}

fn header() -> impl Init<Header> {
    init!(Header {
        kind: 1,
        length: 2, //~ E0793
    })
}

fn main() {}
