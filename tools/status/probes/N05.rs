// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type of C that Rust knows nothing about.
//@ gate: extern_types

#![no_std]

extern "C" {
    pub type File;
}

pub fn inspect(_: &File) {}
