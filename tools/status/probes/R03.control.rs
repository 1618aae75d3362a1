// SPDX-License-Identifier: MIT OR Apache-2.0

//! The initializer names a field that the struct lacks.
//@ error: size | expected one of

#![no_std]

pub struct Packet {
    pub length: u32,
}

pub fn packet() -> impl Sized {
    init Packet { size: 0 }
}
