// SPDX-License-Identifier: MIT OR Apache-2.0

//! A box of one's own that can be moved out of.
//@ absent: E0432
//@ note: moving out is the part that is missing; `derive(CoercePointee)` and `arbitrary_self_types` are the others

#![no_std]

use core::ops::{Deref, DerefMove};

pub struct KBox<T>(T);

impl<T> Deref for KBox<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMove for KBox<T> {
    fn deref_move(self) -> T {
        self.0
    }
}

pub fn open(boxed: KBox<[u8; 8]>) -> [u8; 8] {
    *boxed
}
