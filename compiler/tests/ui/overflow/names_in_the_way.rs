// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is injected does not see the names that a crate has at its root.

//@run
//@compile-flags: -K overflow-checks=report:once -K coherence-domain=linux

#![allow(dead_code, non_camel_case_types, non_upper_case_globals, unused_macros)]

mod core {}
mod std {}
struct u8;
struct u64;
struct str;
struct usize;
const slot: i32 = 1;
const step: i32 = 2;
const key: i32 = 3;
macro_rules! eprintln {
    () => {};
}

fn main() {
    let sum = ::std::hint::black_box(i32::MAX) + 1;
    assert!(sum == i32::MIN);
}
