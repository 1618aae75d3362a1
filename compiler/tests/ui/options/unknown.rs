// SPDX-License-Identifier: MIT OR Apache-2.0

//! An option that nobody has is an error, and the nearest one is named.

//@compile-flags: -K overflow-cheks=report
//@error-in-other-file: unknown option `-K overflow-cheks`

fn main() {}
