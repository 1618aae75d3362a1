// SPDX-License-Identifier: MIT OR Apache-2.0

//! An item that only a macro can reach.
//@ gate: decl_macro

#![no_std]

mod inner {
    const SECRET: u32 = 42;

    pub macro answer() {
        SECRET
    }
}

pub fn answer() -> u32 {
    inner::answer!()
}
