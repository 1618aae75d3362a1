// Casts under another name of the crate, without a prelude, and with nothing for lints to say.
//@revisions: edition2021 edition2024
//@[edition2021] edition: 2021
//@[edition2024] edition: 2024
//@check-pass
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, trivial_numeric_casts)]
#![deny(elided_lifetimes_in_paths, single_use_lifetimes, unused_results, non_ascii_idents)]
#![forbid(unsafe_code)]
//! Documentation.
extern crate kelson as renamed;

use renamed::{cast, const_cast};

mod core {}
mod std {}
mod kelson {}
// It is here to be in the way of the macros, not to be used.
#[allow(non_camel_case_types, dead_code)]
struct u128;

const LIMIT: usize = 4096;

/// A cast.
pub fn wide(value: u32, same: u8, order: ::core::num::NonZero<u8>) -> (usize, u8, u64) {
    (cast!(value => usize), cast!(same => u8), cast!(order => NonZero<u64>).get())
}

/// A constant.
pub const MASK: u16 = const_cast!(LIMIT - 1 => u16);

/// Constants with the names that variables have elsewhere.
#[allow(non_upper_case_globals, dead_code)]
mod names {
    use crate::renamed::{cast, const_cast};

    const value: u8 = 7;
    const to: u8 = 7;
    const fitting: u8 = 7;
    const is_signed: bool = false;

    pub(crate) const ALL: (u64, u16) = (cast!(value => u64), const_cast!(value => u16));
}

fn main() {
    let _ = names::ALL;
    let value = 7u8;
    let _ = cast!(if value > 3 { value } else { 3 } => i64);
}
