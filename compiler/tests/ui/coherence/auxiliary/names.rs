// SPDX-License-Identifier: MIT OR Apache-2.0

//! Methods whose names others use as well.

//@compile-flags: -K coherence-domain=linux

use std::rc::Rc;

impl Vec<u8> {
    pub const LEAST: u8 = 0;
    pub fn hex(&self) -> &'static str {
        "domain"
    }
    pub fn first(&self) -> &'static str {
        "domain"
    }
    pub fn sum_up(&self) -> &'static str {
        "domain"
    }
}

impl<T: ?Sized> Rc<T> {
    pub fn shown(&self) -> &'static str {
        "domain"
    }
}

impl [u8] {
    pub fn sum_up(&self) -> &'static str {
        "domain, of the slice"
    }
}

/// A macro whose author knows that a vector has no `first`, and that the one of slices is called.
#[macro_export]
macro_rules! first_of {
    ($values:expr) => {
        $values.first()
    };
}
