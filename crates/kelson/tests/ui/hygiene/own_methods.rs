// A trait of the user's with methods that take any value is not asked by the macros, whatever the methods are called.
//@run
#![forbid(unsafe_code)]
#![allow(dead_code)]

use kelson::{bitfield, c_layout, likely, project, Word};
use std::cell::Cell;

macro_rules! every {
    ($($method:ident)*) => {
        trait Every: Sized {
            $(fn $method(self) {})*
        }

        impl<T> Every for T {}
    };
}

every! {
    aligned as_mut_ptr as_ptr as_ref bits cast cast_mut clone cmp debug_struct debug_tuple decode encode eq field finish fmt
    from_raw get hash into into_raw into_word is_err is_ok map named new only offset packed pad padded partial_cmp raw read
    scalar start step then unnamed width write write_str
}

#[c_layout]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Header {
    kind: u8,
    #[bits(3)]
    mode: u32,
    #[bits(9)]
    level: u32,
    #[align(8)]
    length: u32,
}

#[c_layout]
#[derive(Debug, PartialEq, Eq)]
enum Color {
    Red = 300,
    Green,
}

bitfield! {
    struct Control(u32) {
        3:0 mode;
        16:16 enable => bool;
    }
}

#[derive(Word)]
#[word(derive(Debug))]
enum Node {
    Boxed(Box<u32>),
    Number(u32),
    Empty,
}

kelson::opaque! {
    type File;
}

struct Ring {
    head: u32,
    items: [u16; 4],
}

fn main() {
    let header = Header::new(1, 2, 3, 4);
    assert_eq!(format!("{header:?}"), "Header { kind: 1, mode: 2, level: 3, length: 4 }");
    assert_eq!(format!("{:?} {:?}", Color::Green, Color::from_raw(9)), "Green Color(9)");
    let control = Control::zeroed().with_const_mode::<3>().with_enable(true);
    assert_eq!(u32::from(control), 0x1_0003);
    assert_eq!(
        format!("{control:?}"),
        "Control { <raw>: 0x10003, mode: 3, enable: true }"
    );
    assert_eq!(format!("{:?}", kelson::Word::new(Node::Number(3))), "Number(3)");
    let ring = Cell::new(Ring { head: 3, items: [1, 2, 3, 4] });
    let item = project!(&ring, .items[2]);
    assert!(likely!(Cell::get(item) == 3));
}
