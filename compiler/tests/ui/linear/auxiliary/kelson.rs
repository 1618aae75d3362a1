// SPDX-License-Identifier: MIT OR Apache-2.0

//! Stands in for the library, by its name: a box that may be leaked, and a counted pointer.

//@compile-flags: -K attributes=on

pub struct KBox<T>(Box<T>);

impl<T> KBox<T> {
    pub fn new(value: T) -> Self {
        KBox(Box::new(value))
    }

    pub fn leak(self) -> &'static mut T {
        // What is done inside is trusted.
        Box::leak(self.0)
    }
}

pub struct KArc<T>(*mut T);

impl<T> KArc<T> {
    pub fn new(value: T) -> Self {
        KArc(Box::into_raw(Box::new(value)))
    }
}
