// SPDX-License-Identifier: MIT OR Apache-2.0

//! Inherent impls on types of others.

//@compile-flags: -K coherence-domain=linux

use std::any::Any;
use std::cell::Cell;

impl Vec<u8> {
    pub const RADIX: u32 = 16;

    pub fn hex(&self) -> String {
        self.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn of_one(byte: u8) -> Self {
        vec![byte]
    }

    pub(crate) fn inner(&self) -> usize {
        self.len()
    }
}

impl<T> Vec<T> {
    pub fn pairs(&self) -> usize {
        self.len() / 2
    }
}

impl u32 {
    pub const fn twice(self) -> u32 {
        self * 2
    }
}

impl str {
    pub fn shout(&self) -> String {
        self.to_uppercase()
    }
}

impl<T: Copy> [T] {
    pub fn ends(&self) -> (T, T) {
        (self[0], self[self.len() - 1])
    }
}

impl<T, const N: usize> [T; N] {
    pub const fn width(&self) -> usize {
        N
    }
}

impl<T> *const T {
    pub fn is_even(self) -> bool {
        self as usize % 2 == 0
    }
}

impl<A, B> (A, B) {
    pub fn swapped(self) -> (B, A) {
        (self.1, self.0)
    }
}

impl dyn Any {
    pub fn kind(&self) -> &'static str {
        "any"
    }
}

type Count = Cell<u8>;

impl Count {
    pub fn bump(&self) -> u8 {
        self.set(self.get() + 1);
        self.get()
    }
}

pub fn used_here() -> String {
    let bytes = vec![7_u8, 8];
    format!("{} {} {}", bytes.hex(), bytes.inner(), bytes.pairs())
}
