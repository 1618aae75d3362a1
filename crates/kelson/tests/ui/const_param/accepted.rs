// Const parameters under another name of the crate, without a prelude, among names that shadow the usual ones, and with
// nothing for lints to say.
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

use renamed::{c, ConstParamTy, Is};
use ::core::clone::Clone;
use ::core::cmp::{Eq, PartialEq};
use ::core::marker::{Copy, PhantomData};

mod core {}
mod std {}
mod kelson {}
// These are here to be in the way of the macros, not to be used.
#[allow(non_camel_case_types, dead_code)]
struct i128;
#[allow(dead_code)]
struct Option;
#[allow(dead_code)]
struct Given;

/// A mode.
#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
pub enum Mode<T> {
    /// None.
    Some,
    /// One.
    None(T),
    /// Two.
    Both {
        /// First.
        value: u8,
        /// Second.
        r#type: bool,
    },
}

/// A struct.
#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
pub struct Config<const N: usize> {
    /// A field.
    pub bytes: [u8; N],
    /// A private one.
    mode: Mode<char>,
}

/// A parameter.
pub struct Queue<N: Is<&'static str>, C: Is<Config<2>>, L: Is<u32>>(PhantomData<(N, C, L)>);

const LINE: u32 = 7;

/// All its parameters.
pub type Example = Queue<
    c!("eth0"),
    c!(Config<2>: Config { bytes: [1, 2], mode: Mode::Both { value: 1, r#type: true } }),
    c!(LINE),
>;

impl Example {
    /// What it is for.
    pub const DEPTH: u8 = match <c!(Config<2>: Config { bytes: [1, 2], mode: Mode::None('x') })>::VALUE.mode {
        Mode::None(_) => 1,
        Mode::Some | Mode::Both { .. } => 0,
    };
}

/// An impl for a value.
impl Queue<c!(str: "wlan0"), c!(Config<2>: Config { bytes: [0; 2], mode: Mode::Some }), c!(u32: LINE + 1)> {
    /// A method.
    pub fn scan(&self) -> Mode<u8> {
        let mode: Mode<u8> = <c!(Mode<u8>: Mode::Some) as Is<Mode<u8>>>::VALUE;
        mode
    }
}

fn main() {
    let _ = Example::DEPTH;
}
