// SPDX-License-Identifier: MIT OR Apache-2.0

//! Two definitions of a name in one crate are the error that they are for a type of its own.

//@compile-flags: -K coherence-domain=linux

impl Vec<u8> {
    pub fn hex(&self) {}
    pub fn hex(&self) {} //~ E0592
}

impl Vec<u16> {
    pub fn wide(&self) {}
}

impl<T> Vec<T> {
    pub fn wide(&self) {} //~ E0592
    pub fn hex16(&self) {}
}

mod inner {
    impl Vec<u32> {
        pub fn hex16(&self) {} //~ E0592
    }

    // A near miss: for another type.
    impl Vec<u16> {
        pub fn hex(&self) {}
    }
}

fn main() {}
