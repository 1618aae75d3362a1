// SPDX-License-Identifier: MIT OR Apache-2.0

//! Compiled by the stock compiler, against a crate that kelsonc compiled: it sees the same layouts.

extern crate types;

use types::{Struct, Union};

fn main() {
    let here = [
        size_of::<Struct>(),
        align_of::<Struct>(),
        std::mem::offset_of!(Struct, tail),
        size_of::<Union>(),
        align_of::<Union>(),
    ];
    let [struct_size, struct_align, tail, .., union_size, union_align] = types::sizes();
    println!("{}", here == [struct_size, struct_align, tail, union_size, union_align]);
}
