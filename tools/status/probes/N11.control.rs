// SPDX-License-Identifier: MIT OR Apache-2.0

//! The constant is used without the macro.
//@ gate: decl_macro
//@ error: E0603

#![no_std]

mod inner {
    const SECRET: u32 = 42;

    pub macro answer() {
        SECRET
    }
}

pub fn answer() -> u32 {
    inner::SECRET
}
