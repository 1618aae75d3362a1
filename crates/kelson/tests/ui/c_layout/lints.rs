// Every form of it, with lints denied.
//@check-pass
#![deny(warnings, missing_docs, unreachable_pub, unsafe_op_in_unsafe_fn, non_snake_case)]
#![deny(single_use_lifetimes, unused_qualifications, trivial_casts, non_upper_case_globals)]
//! Documentation.
use kelson::c_layout;

/// A struct.
#[c_layout(packed, align(8))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record {
    /// A field.
    pub field: u32,
    /// A bit-field.
    #[bits(3)]
    pub bits: u8,
    private: u16,
    #[bits(1)]
    flag: bool,
}

/// One that borrows.
#[c_layout]
#[derive(Clone, Copy, Debug)]
pub struct Borrows<'a> {
    /// A field.
    pub name: &'a str,
    /// One without a name.
    pub inner: anon!(struct {
        /// A field.
        pub other: &'a u8,
        /// Bits.
        #[bits(2)]
        pub two: u8,
    }),
}

/// A union.
#[c_layout]
pub union Either {
    /// A field.
    pub one: u32,
    /// A bit-field.
    #[bits(3)]
    pub other: i8,
}

/// An enum.
#[c_layout]
#[derive(Default)]
pub enum Kind {
    /// A value.
    #[default]
    Less = -1,
    /// A value.
    More,
}

/// Of any length.
#[c_layout]
pub struct Flexible {
    /// How many.
    pub len: u32,
    /// Elements.
    #[counted_by(len)]
    pub rest: [u16],
}

fn main() {
    let record = Record::new(1, 2, 3, true);
    assert!(record.flag() && record.private == 3);
}
