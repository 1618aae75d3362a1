// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute is for functions and what holds them. On a closure it counts; on anything smaller, and on what has no
//! arithmetic, it would be read as a promise that nobody keeps.

//@compile-flags: -K overflow-checks=report -K edition=kernel

#![deny(unused_attributes)]

#[kelsonc::overflow(wrap)] //~ ERROR: changes nothing here
struct Packet {
    #[kelsonc::overflow(wrap)] //~ ERROR: changes nothing here
    length: u8,
}

#[kelsonc::overflow(wrap)]
trait Sums {
    #[kelsonc::overflow(panic)]
    fn sum(&self) -> u8;
}

#[kelsonc::overflow(wrap)]
impl Sums for Packet {
    #[kelsonc::overflow(panic)]
    fn sum(&self) -> u8 {
        #[kelsonc::overflow(wrap)] //~ ERROR: changes nothing here
        let sum = self.length + 1;
        let more = #[kelsonc::overflow(wrap)]
        || sum + 1;
        more()
    }
}

#[kelsonc::overflow(wrap)]
const ADD: fn(u8, u8) -> u8 = |left, right| left + right;

fn main() {
    ADD(Packet { length: 1 }.sum(), 1);
}
