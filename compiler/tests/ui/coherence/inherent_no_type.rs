// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types that are not there get the error they always get, once.

//@compile-flags: -K coherence-domain=linux

impl Nowhere { //~ E0425
    fn of_nothing(&self) {}
}

impl Vec<Nowhere> { //~ E0425
    fn of_nothings(&self) {}
}

fn main() {}
