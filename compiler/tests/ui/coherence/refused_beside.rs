// SPDX-License-Identifier: MIT OR Apache-2.0

//! A crate that uses one of a domain is not in the domain by that, whatever options it has.

//@aux-build: dump.rs
//@compile-flags: -K crate-attr=allow(unused)

extern crate dump;

struct Own;

impl Vec<u8> { //~ E0116
    fn hex(&self) {}
}

impl u32 { //~ E0390
    fn twice(&self) {}
}

impl<T> T { //~ E0118
    fn for_all(&self) {}
}

impl std::fmt::Display for Vec<Own> { //~ E0117
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("never")
    }
}

impl<T> std::fmt::Debug for T { //~ E0210
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("never")
    }
}

fn main() {}
