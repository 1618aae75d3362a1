// SPDX-License-Identifier: MIT OR Apache-2.0

//! The box does not say how to move out.
//@ error: E0507

#![no_std]

use core::ops::Deref;

pub struct KBox<T>(T);

impl<T> Deref for KBox<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

pub struct Token;

pub fn open(boxed: KBox<Token>) -> Token {
    *boxed
}
