// SPDX-License-Identifier: MIT OR Apache-2.0

//! The same for one that is to be added.

#![kelsonc::prelude(+crate::nowhere)] //~ E0432

fn main() {}
