// SPDX-License-Identifier: MIT OR Apache-2.0

//! A domain gives no right to all types there are.

//@compile-flags: -K coherence-domain=linux

impl<T> std::fmt::Display for T { //~ E0210
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("never")
    }
}

fn main() {}
