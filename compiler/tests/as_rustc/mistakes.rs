// SPDX-License-Identifier: MIT OR Apache-2.0

//! A mistake for each part of the compiler: after an error of one part, the next goes on and finds its own.

use std::collections::NoSuchMap;

/// A name that is not there.
pub fn names() -> u32 {
    no_such_name
}

/// A type that does not fit.
pub fn types() -> u32 {
    "text"
}

/// A value that is gone.
pub fn moves(text: String) -> (String, String) {
    (text, text)
}
