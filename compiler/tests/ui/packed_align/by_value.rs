// SPDX-License-Identifier: MIT OR Apache-2.0

//! Functions that C compilers would call in different ways.

//@only-target: x86_64
//@compile-flags: -K asm-syntax=intel

#![allow(improper_ctypes_definitions)]

#[repr(C, align(8))]
#[derive(Clone, Copy)]
pub struct Aligned {
    value: u32,
}

/// `body` is at 4, which suits `value` and not `Aligned`.
#[repr(C, packed)]
#[kelsonc::align(1)]
#[derive(Clone, Copy)]
pub struct Message {
    kind: u32,
    body: Aligned,
}

/// At 1 it suits neither, so all use memory.
#[repr(C, packed)]
#[kelsonc::align(1)]
pub struct Odd {
    kind: u8,
    body: Aligned,
}

#[repr(C)]
pub struct Outer([Message; 1]);

extern "C" {
    pub fn send(kind: u32, message: Message); //~ ERROR: how `Message` is passed
    pub fn receive() -> Message; //~ ERROR: how `Message` is passed
    pub fn nested(outer: Outer); //~ ERROR: how `Outer` is passed
    // Near misses.
    pub fn point(message: *const Message);
    pub fn odd(odd: Odd);
}

pub extern "C" fn defined(message: Message) -> u32 { //~ ERROR: how `Message` is passed
    message.kind
}

pub fn in_rust(message: Message) -> u32 {
    message.kind
}

fn main() {}
