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
    build_assert, build_error, cfg_select, const_assert, if_cfg, likely, no_panic, offset_of_val, project, static_assert,
    unlikely, when, where_assert,
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

fn main() {
    ::std::assert_eq!(pairs(&Pairs { both: ([1, 2], [3, 4]) }, 0) % 2, 0);
    if likely!(width(1) > LIMIT) && unlikely!(Ring([1]).first() == 0) {
        if_cfg!(unix { drop() } else { drop() });
    }
}
