// SPDX-License-Identifier: MIT OR Apache-2.0

//! A packed type that is aligned, contains aligned members, and has a field with an alignment of its own.

//@run
//@compile-flags: -K asm-syntax=intel

use std::mem::{align_of, offset_of, size_of};

/// `struct vector { int lanes[4]; } __attribute__((aligned(16)));`
#[repr(C, align(16))]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Vector {
    lanes: [i32; 4],
}

#[repr(C, packed)]
#[kelsonc::align(64)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct State {
    mode: u8,
    vector: Vector,
    #[kelsonc::align(8)]
    tail: u32,
}

const _: () = assert!(size_of::<State>() == 64 && align_of::<State>() == 64);
const _: () = assert!(offset_of!(State, vector) == 1 && offset_of!(State, tail) == 24);

fn main() {
    let mut state = State {
        mode: 1,
        ..State::default()
    };
    state.vector.lanes[2] = 7;
    state.tail = 9;
    println!("{state:?}");
    println!("{}", &raw const state as usize % 64);
}
