// SPDX-License-Identifier: MIT OR Apache-2.0

//! Alignments are what is asked for, where integers have less.

use core::mem::offset_of;
use kelson::{align, Aligned};

const LINE: usize = 64;
const WORD: usize = size_of::<usize>();

#[align(LINE)]
#[repr(C)]
struct Line {
    head: u32,
    next: *mut u8,
}

/// To 8 bytes, which a `u64` is not aligned to on i386.
#[align({ 2 * 4 })]
#[repr(C)]
struct Counter {
    value: u64,
}

#[repr(C)]
struct Holder {
    tag: u8,
    counter: Counter,
}

#[align(WORD)]
#[repr(C)]
struct Packet {
    bytes: [u8; 3],
}

#[align(8)]
#[repr(C)]
struct Literal {
    value: u64,
}

const _: () = {
    assert!(align_of::<Line>() == 64 && size_of::<Line>() == 64);
    assert!(offset_of!(Line, head) == 0 && offset_of!(Line, next) == WORD);
    assert!(align_of::<Counter>() == 8 && size_of::<Counter>() == 8);
    assert!(offset_of!(Holder, counter) == 8 && size_of::<Holder>() == 16);
    assert!(align_of::<Packet>() == WORD && size_of::<Packet>() == WORD);
    assert!(align_of::<Literal>() == 8);
    // An alignment that is smaller than that of a field has no effect.
    assert!(align_of::<Aligned<u64, 1>>() == align_of::<u64>());
    assert!(align_of::<Aligned<u64, 8>>() == 8 && size_of::<Aligned<u64, 8>>() == 8);
    assert!(align_of::<Aligned<u8, { 1 << 29 }>>() == 1 << 29);
    assert!(size_of::<&Aligned<[u8], 64>>() == 2 * WORD);
};
