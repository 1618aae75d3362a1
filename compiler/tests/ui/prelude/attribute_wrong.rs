// SPDX-License-Identifier: MIT OR Apache-2.0

//! Attributes that name no prelude, and one too many.

#![kelsonc::prelude] //~ ERROR: does not name the module
#![kelsonc::prelude(kernel::*)] //~ ERROR: does not name the module
#![kelsonc::prelude(crate::everywhere)]
#![kelsonc::prelude(crate::other)] //~ ERROR: a crate has one prelude

mod everywhere {}

fn main() {}
