// SPDX-License-Identifier: MIT OR Apache-2.0

//! A path that leads nowhere is reported where it was given.

//@compile-flags: -K prelude=crate::nowhere
//@error-in-other-file: unresolved import `crate`

fn main() {}
