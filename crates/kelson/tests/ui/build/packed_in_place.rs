// Nor is a field of a packed struct one, if it may not be aligned.
use kelson::build;
use kelson::init::{InPlace, Uninit};

#[repr(packed)]
struct Header {
    kind: u8,
    length: u32,
}

fn value() -> Header {
    build!(Header, |h| { h.kind = 1; h.length = 2; })
}

fn place(out: Uninit<'_, Header>) -> InPlace<'_, Header> {
    build!(out => Header, |h| {
        h.kind = 1;
        h.length = 2; //~ ERROR: unaligned
    })
}

fn main() {
    let Header { kind, length } = value();
    let _ = (kind, length, place);
}
