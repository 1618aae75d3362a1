// SPDX-License-Identifier: MIT OR Apache-2.0

//! Impls that overlap in part, of two domains, in crates that this one does not even name: a program sees all crates that
//! it is made of.

//@aux-build: mid_left.rs
//@aux-build: mid_right.rs

extern crate mid_left;
extern crate mid_right; //~ ERROR: crates `left_generic` and `right_generic` both implement `Display`

fn main() {
    mid_left::uses();
    mid_right::uses();
}
