// SPDX-License-Identifier: MIT OR Apache-2.0

//! Whoever could swap two of them would have to know their size.

//@compile-flags: -K edition=kernel

unsafe extern "C" {
    type File;
}

fn swap(left: &mut File, right: &mut File) {
    core::mem::swap(left, right); //~ E0277
}

fn main() {}
