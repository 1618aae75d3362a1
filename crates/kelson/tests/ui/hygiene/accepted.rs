// Every macro but `sealed`, whose messages need a prelude, works under another name of the crate, without a prelude, among names that shadow
// the usual ones, in each edition, and leaves nothing for lints to say.
//@revisions: edition2021 edition2024
//@[edition2021] edition: 2021
//@[edition2024] edition: 2024
//@check-pass
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]
#![deny(elided_lifetimes_in_paths, single_use_lifetimes, unused_results, non_ascii_idents)]
//! Documentation.
extern crate kelson as renamed;

use renamed::{
    align, build, build_assert, build_error, c_layout, cfg_select, const_assert, for_lt, if_cfg, init, likely, no_panic,
    offset_of_val, opaque, pat, pinned, project, stack, static_assert, unlikely, when, where_assert,
};

mod core {}
mod std {}
mod kelson {}

// These are here to be in the way of the macros, not to be used.
// These are here to be in the way of the macros, not to be used.
#[allow(non_camel_case_types, dead_code)]
struct bool;
#[allow(dead_code)]
fn drop() {}
#[allow(unused_macros)]
macro_rules! assert {
    () => {};
}
#[allow(unused_macros)]
macro_rules! concat {
    () => {};
}
#[allow(unused_macros)]
macro_rules! panic {
    () => {};
}

static_assert!(1 < 2, "a message");
static_assert!(<const N: u8> for [1, 2]: N > 0);

/// A ring.
pub struct Ring<const N: usize>([u8; N]);

#[where_assert(N > 0)]
impl<const N: usize> Ring<N> {
    /// Its first element.
    #[no_panic]
    pub fn first(&self) -> u8 {
        const_assert!(N < 100);
        self.0[0]
    }
}

#[where_assert(::core::mem::size_of::<Self>() == 1)]
// Only its size is of interest.
// Only its size is of interest.
#[allow(dead_code)]
struct Small(u8);

#[when(unix || CONFIG_ABSENT >= 3)]
#[no_panic]
#[inline(always)]
fn width(bytes: u8) -> u8 {
    build_assert!(bytes < 9, "at most 64 bits");
    match bytes {
        1 | 2 | 4 | 8 => bytes * 8,
        _ => build_error!("a power of two"),
    }
}

cfg_select! {
    windows => { const LIMIT: u8 = 1; }
    _ => { const LIMIT: u8 = 2; }
}

// A macro of the user's may pass parts of a path on.
macro_rules! second {
    ($of:expr, $field:ident, $number:tt, $index:expr) => {
        project!($of, .$field.$number[$index])
    };
}

/// Pairs.
pub struct Pairs {
    /// Two of them.
    pub both: ([u8; 2], [u8; 2]),
}

fn pairs(base: *const Pairs, index: usize) -> usize {
    let value = second!(base, both, 1, 1);
    let element = project!(base, .both.0[try: index]);
    if element.is_some() && !value.is_null() {
        offset_of_val!(*base, .both.1[0])
    } else {
        index
    }
}

/// Built field by field.
pub struct Point {
    /// One way.
    pub x: u8,
    /// The other.
    pub y: u8,
}

fn point(x: u8) -> Point {
    build!(Point, |p| {
        p.x = x;
        if x > 1 {
            p.y = 0;
        } else {
            p.y = p.x + 1;
        }
    })
}

fn placed<'a>(place: init::Uninit<'a, Point>, x: u8) -> init::InPlace<'a, Point> {
    build!(place => Point |p| {
        p.x <- init::value(x);
        p.y = p.x;
    })
}

const LIMIT_OF_LOAD: u8 = 100;

/// In percent.
pub type Load = pat!(u8 is 0..=LIMIT_OF_LOAD);

const HALF: Load = pat!(LIMIT_OF_LOAD / 2 in Load);

opaque! {
    /// Of C.
    pub type File;
    #[allow(dead_code)]
    type List<'a, T: ::core::clone::Clone>;
}

#[align(LINE)]
#[repr(C)]
#[derive(Clone)]
struct Line {
    value: u8,
}

/// A cache line.
const LINE: usize = 64;

/// Aligned.
#[align(N)]
#[align(2)]
pub struct AlignedPair<T, const N: usize>(pub u8, pub T);

for_lt!(StrLt = for<'t> &'t str);

/// Built in place.
#[pinned(drop)]
#[allow(dead_code)]
struct Built<'a, T: ::core::clone::Clone> {
    start: init::SelfRef<StrLt>,
    text: init::Lender<&'a str>,
    value: T,
    counter: Counter,
}

impl<T: ::core::clone::Clone> init::PinnedDrop for Built<'_, T> {
    fn drop(self: ::core::pin::Pin<&mut Self>, _: init::Dropping<Self>) {
        let _ = self.project().value;
    }
}

#[derive(init::Zeroable)]
struct Counter {
    number: u32,
    other: u32,
}

#[pinned]
#[repr(u8)]
#[allow(dead_code)]
enum Message {
    Number(u32),
}

fn built<'a>(text: &'a str) -> impl init::Init<Built<'a, u8>> {
    init!(Built::<'a, u8> {
        text <- init::Lender::new(init::value(text)),
        start <- &text => |text, out| ::core::result::Result::Ok(out.write(*text)),
        ref value: 1,
        mut counter <- init!(Counter { number: *value as u32, ..init::zeroed() }),
        _: counter.other += 1,
    })
}

fn message(out: init::Uninit<'_, Message>) -> init::InPlace<'_, Message> {
    init!(out => Message::Number(<- init::value(3)))
}

/// As C has it.
#[c_layout(packed)]
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq, ::core::default::Default)]
#[derive(::core::hash::Hash, ::core::cmp::PartialOrd)]
pub struct Wire {
    /// A field.
    pub length: u16,
    /// A bit-field.
    #[bits(3)]
    pub value: u8,
    /// Another.
    #[bits(2)]
    pub unit: Kind,
    /// Without a name.
    pub inner: anon!(struct {
        /// A field.
        pub bytes: u32,
    }),
}

/// An enum.
#[c_layout]
#[derive(::core::default::Default, ::core::hash::Hash, ::core::cmp::PartialOrd)]
pub enum Kind {
    /// A value.
    #[default]
    Zero,
    /// Another.
    One,
}

/// A union.
#[c_layout]
pub union Either {
    /// A field.
    pub one: u16,
    /// A bit-field.
    #[bits(3)]
    pub other: i8,
}

/// Of any length.
#[c_layout]
pub struct Flexible {
    /// How many.
    pub len: u8,
    /// Elements.
    #[counted_by(len)]
    pub rest: [u16],
}

fn main() {
    ::std::assert_eq!(pairs(&Pairs { both: ([1, 2], [3, 4]) }, 0) % 2, 0);
    stack!(let made = init::lazy(|place: init::Uninit<'_, Point>| ::core::result::Result::Ok(placed(place, 3))));
    ::std::assert_eq!(point(1).y + point(2).y + made.y + made.x + point(0).x, 8);
    stack!(let built = built("text"));
    stack!(let message = init::lazy(|out| ::core::result::Result::Ok(message(out))));
    let mut wire = Wire::new(1, 2, Kind::One, Wire_inner::new(4));
    wire.set_value(3);
    ::std::assert!(wire != <Wire as ::core::default::Default>::default());
    let Message::Number(number) = *message;
    if built.counter.number + built.counter.other + number != 5 {
        drop();
    }
    let line = Line { value: HALF.get(), _align: [] };
    ::std::assert_eq!(::core::clone::Clone::clone(&line).value, 50);
    ::std::assert_eq!(AlignedPair::<u8, 8>(1, 2, []).0, 1);
    ::std::assert_eq!(::core::mem::size_of::<opaque::Ref<'_, File>>(), ::core::mem::size_of::<usize>());
    if likely!(width(1) > LIMIT) && unlikely!(Ring([1]).first() == 0) {
        if_cfg!(unix { drop() } else { drop() });
    }
}
