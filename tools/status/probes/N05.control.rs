// SPDX-License-Identifier: MIT OR Apache-2.0

//! The type is taken by value.
//@ gate: extern_types
//@ error: E0277

#![no_std]

extern "C" {
    pub type File;
}

pub fn inspect(_: File) {}
