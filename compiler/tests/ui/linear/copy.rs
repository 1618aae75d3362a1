// SPDX-License-Identifier: MIT OR Apache-2.0

//! What can be copied cannot be used up.

//@compile-flags: -K attributes=on --crate-type=lib

#[derive(Clone, Copy)]
#[kelsonc::linear] //~ ERROR: `Token` is `Copy`, and so its values do not end
pub struct Token(pub u32);

#[derive(Clone, Copy)]
#[kelsonc::no_forget] //~ ERROR: `Generic` is `Copy`, and so its values do not end
pub struct Generic<T>(pub T);
