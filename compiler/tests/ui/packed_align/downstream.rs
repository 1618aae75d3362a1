// SPDX-License-Identifier: MIT OR Apache-2.0

//! Whoever uses a crate with such types needs no option to see their layout; with one it is the same.

//@run
//@aux-build: types.rs
//@revisions: without with
//@[with] compile-flags: -K attributes=on

extern crate types;

use types::{Fields, Struct, Union};

fn main() {
    let here = [
        size_of::<Struct>(),
        align_of::<Struct>(),
        std::mem::offset_of!(Struct, tail),
        size_of::<Fields<u16>>(),
        align_of::<Fields<u16>>(),
        std::mem::offset_of!(Fields<u16>, body),
        size_of::<Union>(),
        align_of::<Union>(),
    ];
    println!("{here:?}");
    println!("{}", here == types::sizes());
    println!("{:#x}", { types::fields().body });
    println!("{}", size_of::<Fields<u64>>());
}
