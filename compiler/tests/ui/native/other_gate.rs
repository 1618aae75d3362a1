// SPDX-License-Identifier: MIT OR Apache-2.0

//! A gate that is not on the list stays shut, and one that is on it may be named.

//@compile-flags: -K edition=kernel

#![feature(extern_types)]
#![feature(never_type)] //~ ERROR: the gate `never_type` is not among those that `-K edition=kernel` opens

fn main() {}
