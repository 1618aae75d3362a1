// SPDX-License-Identifier: MIT OR Apache-2.0

//! Only a path can be given, not a part of a program.

//@compile-flags: -K prelude=a::b;fn
//@error-in-other-file: `a::b;fn` is not the path of a module

fn main() {}
