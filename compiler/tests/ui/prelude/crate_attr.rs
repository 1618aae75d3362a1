// SPDX-License-Identifier: MIT OR Apache-2.0

//! An attribute given by an option is one of the crate.

//@compile-flags: -K crate-attr=no_std --crate-type=lib

pub fn none() -> Option<u8> {
    None
}

pub fn nothing() -> std::vec::Vec<u8> { //~ E0433
    loop {}
}
