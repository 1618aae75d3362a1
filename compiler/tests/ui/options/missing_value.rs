// SPDX-License-Identifier: MIT OR Apache-2.0

//! An option without the value it needs.

//@compile-flags: -K prelude
//@error-in-other-file: needs a value

fn main() {}
