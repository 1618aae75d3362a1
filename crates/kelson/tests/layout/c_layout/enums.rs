// SPDX-License-Identifier: MIT OR Apache-2.0

//! Enums.

use core::mem::size_of;
use kelson::c_layout;

#[c_layout]
#[derive(Default, PartialOrd, Ord, Hash)]
pub enum Kind {
    Data,
    #[default]
    Control = 7,
    /// One more.
    Last,
}

#[c_layout]
pub enum Signed {
    Less = -1,
    Equal,
    Greater,
}

#[c_layout(packed)]
pub enum Small {
    Zero,
    Most = 200,
}

const BASE: u32 = 0x1_0000;

#[c_layout(packed)]
pub enum Wide {
    Negative = -1,
    Big = BASE,
}

#[c_layout]
pub enum Long {
    Big = 1u64 << 40,
}

/// `enum counted { A = 0x7fffffff, B };`: `B` is no `int`.
#[c_layout]
pub enum Counted {
    A = i32::MAX,
    B,
}

/// `enum counted_on { A = 0xffffffff, B };`, which C23 has, and so Clang and GCC from 13 on.
#[c_layout]
pub enum CountedOn {
    A = u32::MAX,
    B,
}

#[test]
fn values_are_counted_on_in_a_larger_type() {
    assert_eq!((type_of::<Counted>(), Counted::B.raw()), ("u32", 1 << 31));
    assert_eq!(
        (type_of::<CountedOn>(), CountedOn::B.raw()),
        ("u64", 1 << 32)
    );
}

fn type_of<T: c_layout::Enum>() -> &'static str
where
    T::Raw: 'static,
{
    core::any::type_name::<T::Raw>()
}

#[test]
fn the_integer_is_the_one_that_c_takes() {
    assert_eq!(type_of::<Kind>(), "u32");
    assert_eq!(type_of::<Signed>(), "i32");
    assert_eq!(type_of::<Small>(), "u8");
    assert_eq!(type_of::<Wide>(), "i32");
    assert_eq!(type_of::<Long>(), "u64");
    assert_eq!(size_of::<Small>(), 1);
}

#[test]
fn every_value_is_a_value() {
    assert_eq!(
        (Kind::Data.raw(), Kind::Control.raw(), Kind::Last.raw()),
        (0, 7, 8)
    );
    let from_c = Kind::from_raw(5);
    assert!(!from_c.is_known() && Kind::from_raw(8).is_known());
    let name = match from_c {
        Kind::Data => "data",
        Kind::Control | Kind::Last => "known",
        _ => "unknown",
    };
    assert_eq!(name, "unknown");
    assert_eq!(format!("{:?} {:?}", Kind::Last, from_c), "Last Kind(5)");
    assert_eq!(Kind::default(), Kind::Control);
    assert!(Signed::Less.raw() < 0 && Kind::Data < Kind::Last);
}

#[c_layout]
#[derive(Clone, Copy, Debug)]
pub struct Holds {
    #[bits(4)]
    pub kind: Kind,
    #[bits(2)]
    pub order: Signed,
    pub whole: Small,
}

#[test]
fn an_enum_may_be_a_bit_field() {
    assert_eq!((size_of::<Holds>(), Holds::ORDER_BIT), (4, 4));
    let holds = Holds::new(Kind::Last, Signed::Less, Small::Most);
    assert_eq!((holds.kind(), holds.order()), (Kind::Last, Signed::Less));
    assert_eq!(
        format!("{holds:?}"),
        "Holds { kind: Last, order: Less, whole: Most }"
    );
}
