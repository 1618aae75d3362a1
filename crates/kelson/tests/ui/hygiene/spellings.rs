// What the macros look for in attributes they find as rustc does: raw, and passed on by another macro.
//@run
#![forbid(unsafe_code)]
#![allow(dead_code)]

use kelson::{bitfield, c_layout, Bits, Word};

#[c_layout]
#[r#derive(Clone, Copy, r#PartialEq, Debug)]
struct Fields {
    #[r#bits(3)]
    a: u32,
    #[r#cfg(any())]
    #[bits(30)]
    absent: u32,
    #[bits(3)]
    b: u32,
    #[r#packed]
    c: u32,
    #[r#align(8)]
    d: u8,
}

macro_rules! fields {
    ($name:ident #[$cfg:meta] #[$bits:meta]) => {
        #[c_layout]
        struct $name {
            #[$bits]
            a: u32,
            #[$cfg]
            #[bits(30)]
            absent: u32,
            #[$bits]
            b: u32,
        }
    };
}

fields!(Passed #[r#cfg(any())] #[bits(3)]);

#[c_layout]
#[r#derive(Debug, r#Default)]
enum Color {
    Red,
    #[r#default]
    Green,
}

bitfield! {
    #[r#derive(r#Debug, r#Clone)]
    struct Control(u32) {
        3:0 mode;
        #[r#cfg(any())]
        3:0 absent;
    }
}

#[derive(Bits, Clone, Copy)]
#[r#bits(4)]
enum Mode {
    Off,
    On,
}

#[derive(Word)]
#[r#word(derive(Debug))]
enum Node {
    #[r#tag(0b1)]
    Number(u32),
    #[r#tag(0b0)]
    Next(Box<u64>),
}

fn main() {
    assert_eq!((size_of::<Fields>(), std::mem::offset_of!(Fields, c)), (16, 1));
    let fields = Fields::new(1, 2, 3, 4);
    assert_eq!((fields.a(), fields.b(), fields == fields), (1, 2, true));
    assert_eq!(size_of::<Passed>(), 4);
    assert_eq!(Color::default(), Color::Green);
    assert_eq!(format!("{:?}", Control::zeroed()), "Control { inner: 0 }");
    assert_eq!(<Mode as Bits>::WIDTH, 4);
    let word = kelson::Word::new(Node::Number(3));
    assert_eq!(format!("{word:?}"), "Number(3)");
    assert_eq!(word.into_raw().addr() & 1, 1);
}
