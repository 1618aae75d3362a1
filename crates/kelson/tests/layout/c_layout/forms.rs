// SPDX-License-Identifier: MIT OR Apache-2.0

//! Forms that types are written in: by macros, in functions, with pointers to each other, with a `Drop`.

use core::{
    marker::PhantomData,
    mem::{align_of, size_of, ManuallyDrop},
};
use kelson::c_layout;

#[c_layout(packed)]
pub struct Dropped<'a> {
    #[bits(3)]
    pub a: u8,
    #[bits(5)]
    pub r#type: u8,
    pub next: Option<Box<Dropped<'a>>>,
    pub of: PhantomData<Self>,
    pub call: fn(&Self) -> u8,
    pub count: &'a core::cell::Cell<u32>,
}

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        let count = self.count.get();
        count.set(count.get() + 1);
    }
}

#[test]
fn one_with_a_destructor_is_dropped_once() {
    let count = core::cell::Cell::new(0);
    let last = Dropped::new(1, 2, None, PhantomData, |of| of.a(), &count);
    let next = Some(Box::new(last));
    let first = Dropped::new(4, 5, next, PhantomData, |of| of.r#type(), &count).with_a(6);
    assert_eq!(
        (first.a(), first.r#type(), (first.call.get())(&first)),
        (6, 5, 5)
    );
    assert_eq!(Dropped::TYPE_BIT, 3);
    drop(first);
    assert_eq!(count.get(), 2);
}

#[c_layout]
pub struct One {
    pub other: *mut Other,
    pub owned: Option<Box<Other>>,
}

#[c_layout]
pub struct Other {
    pub one: *mut One,
    pub len: u8,
    pub rest: [One],
}

#[c_layout]
pub union Holds {
    pub text: ManuallyDrop<String>,
    pub byte: u8,
}

#[test]
fn types_may_point_to_each_other() {
    let word = size_of::<usize>();
    assert_eq!((size_of::<One>(), size_of::<Other>()), (2 * word, 2 * word));
    assert_eq!(size_of::<Holds>(), size_of::<String>());
}

macro_rules! record {
    ($name:ident($($options:tt)*) { $($(#[$meta:meta])* $field:ident: $ty:ty,)* }) => {
        #[c_layout($($options)*)]
        #[derive(Debug)]
        pub(crate) struct $name {
            $($(#[$meta])* pub(crate) $field: $ty,)*
        }
    };
}

record!(Made(packed) { a: u8, #[bits(3)] b: u8, c: [u8; 3], d: u32, });
record!(Ends(align(1 << 4)) { len: u32, #[counted_by(len)] rest: [u32], });

struct Config;

impl Config {
    const LINE: usize = 32;
}

#[c_layout(align(Self::LINE))]
pub struct Own {
    pub a: u8,
    #[align(Config::LINE * 2)]
    pub b: u8,
}

impl Own {
    const LINE: usize = 16;
}

#[test]
fn macros_and_constants_of_types_write_them_too() {
    // Named by its own bytes, so that it may be borrowed.
    let made = Made::new(1, 2, [3; 3], 4);
    let c: &[u8; 3] = &made.c;
    assert_eq!(*c, [3; 3]);
    assert_eq!(
        format!("{made:?}"),
        "Made { a: 1, b: 2, c: [3, 3, 3], d: 4 }"
    );
    assert_eq!((size_of::<Ends>(), align_of::<Ends>()), (16, 16));
    assert_eq!((size_of::<Own>(), align_of::<Own>()), (128, 64));
}

#[test]
fn they_may_be_local_and_borrow() {
    #[c_layout]
    #[derive(Clone, Copy, Debug)]
    struct Local<'a, 'b: 'a> {
        both: &'a &'b u8,
        inner: anon!(union {
            name: &'b str,
            #[bits(3)]
            low: i8,
        }),
    }
    let byte = &7;
    let local = Local::new(&byte, Local_inner { name: "eth0" });
    // SAFETY: `name` was written.
    assert_eq!((**local.both, unsafe { *local.name() }), (7, "eth0"));
}
