// SPDX-License-Identifier: MIT OR Apache-2.0

//! A value that the option does not know.

//@compile-flags: -K overflow-checks=log
//@error-in-other-file: does not know `log`

fn main() {}
