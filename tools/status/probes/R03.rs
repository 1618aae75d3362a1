// SPDX-License-Identifier: MIT OR Apache-2.0

//! An initializer expression, as the in-place initialization experiment spells it.
//@ absent: expected one of
//@ note: syntax of the lang experiment, rust-lang/lang-team#336; no toolchain parses it yet

#![no_std]

pub struct Packet {
    pub length: u32,
    pub bytes: [u8; 4096],
}

pub fn packet() -> impl Sized {
    init Packet { length: 0, bytes: [0; 4096] }
}
