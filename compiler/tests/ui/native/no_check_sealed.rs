// SPDX-License-Identifier: MIT OR Apache-2.0

//! A gate behind which there is no check yet stays shut: whoever writes it would believe that there is one.

//@compile-flags: -K edition=kernel

pub impl(crate) trait Sealed {} //~ E0658

fn main() {}
