// A variant has one payload.

#[derive(kelson::Word)]
enum Bad {
    A(u8, u16), //~ ERROR: `Bad::A` has 2 fields, and a word has room for one
    B { start: u32, length: u8, flags: u8 }, //~ ERROR: `Bad::B` has 3 fields, and a word has room for one
    C { only: u8 },
}

fn main() {}
