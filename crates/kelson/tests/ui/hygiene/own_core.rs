// A crate of the user's that is called `core`, and types called like those of the language, do not change what the
// macros make.
//@run
#![forbid(unsafe_code)]
#![allow(non_camel_case_types, dead_code)]
extern crate self as core;

pub mod mem {
    pub struct ManuallyDrop;
    impl ManuallyDrop {
        pub fn new<T>(value: T) -> Box<T> {
            Box::new(value)
        }
    }
    pub fn size_of<T>() -> std::primitive::usize {
        0
    }
}
pub mod primitive {
    pub type u8 = u64;
    pub type u32 = i8;
    pub type u64 = std::primitive::u8;
    pub type i128 = std::primitive::u8;
    pub type usize = std::primitive::u16;
    pub type bool = ();
}
pub mod option {
    pub enum Option<T> {
        None(T),
    }
}
#[macro_export]
macro_rules! assert {
    ($($any:tt)*) => {};
}

use kelson::{align, bitfield, c_layout, pat, Bits, ConstParamTy, Word};

type usize = std::primitive::u8;
type u64 = std::primitive::u8;
type i128 = std::primitive::i8;
enum Option {}
struct Some;
struct Ok;

#[c_layout]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Header {
    kind: std::primitive::u8,
    #[bits(3)]
    mode: u32,
    #[bits(9)]
    level: u32,
    length: u32,
}

#[c_layout]
#[derive(Debug, Default)]
enum Color {
    #[default]
    Red = 300,
    Green,
}

bitfield! {
    struct Control(u32) {
        3:0 mode ?=> Mode;
        15:8 level;
    }
}

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
enum Mode {
    Off,
    Nine = 9,
    Last = 15,
}

type Percent = pat!(u32 is 0..=99);

const PAGE: std::primitive::usize = 4096;

#[align(PAGE)]
struct Page {
    bytes: [std::primitive::u8; 4096],
}

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Config {
    depth: std::primitive::u32,
    signed: bool,
}

struct Queue<C: kelson::Is<Config>>(std::marker::PhantomData<C>);

#[derive(Word)]
enum Node {
    Number(std::sync::Arc<u32>),
    Text(Box<String>),
    Next(Box<Self>),
    Empty,
}

fn main() {
    let header = Header::new(1, 2, 3, 4);
    std::assert_eq!((header.level(), size_of::<Header>()), (3, 8));
    let control = Control::zeroed().with_level(3).into_raw();
    std::assert_eq!(control, 0x300);
    let word = kelson::Word::new(Node::Text(Box::new(String::from("text"))));
    let text: Node = word.into_enum();
    std::assert!(matches!(text, Node::Text(text) if *text == "text"));
    let next = kelson::Word::new(Node::Next(Box::new(Node::Empty)));
    std::assert!(matches!(next.as_ref(), NodeRef::Next(Node::Empty)));
}
