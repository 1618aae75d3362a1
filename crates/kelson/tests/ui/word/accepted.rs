// A crate may forbid unsafe code, and an enum may have items with the names that the derive's own have.
//@check-pass
#![forbid(unsafe_code)]
#![deny(warnings)]
use kelson::{word::Code, Word};

#[derive(kelson::Word)]
#[word(derive(Debug))]
enum Entry<'a> {
    Ref(&'a [u64; 4]),
    Mut(Box<u64>),
    Raw(u32),
    None,
}

impl Entry<'_> {
    pub const CODES: [Code; 2] = [Code { value: 0, width: 0 }; 2];
    pub const CHECK: () = ();
}

#[derive(Clone, Copy, kelson::Word)]
#[word(copy)]
enum Number {
    Small(u8),
    None,
}

fn main() {
    let _: ([Code; 2], ()) = (Entry::CODES, Entry::CHECK);
    for entry in [Entry::Ref(&[0; 4]), Entry::Mut(Box::new(1)), Entry::Raw(2), Entry::None] {
        println!("{:?}", Word::new(entry));
    }
    let _ = [Word::new(Number::Small(1)), Word::new(Number::None)];
}
