// SPDX-License-Identifier: MIT OR Apache-2.0

//! A path that leads nowhere is reported at the attribute.

#![kelsonc::prelude(crate::nowhere)] //~ E0432

fn main() {}
