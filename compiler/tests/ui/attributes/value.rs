// SPDX-License-Identifier: MIT OR Apache-2.0

//! The option has one value, so that nobody has to guess what others mean.

//@compile-flags: -K attributes=off
//@error-in-other-file: `-K attributes` does not know `off`

fn main() {}
