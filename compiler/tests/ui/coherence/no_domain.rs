// SPDX-License-Identifier: MIT OR Apache-2.0

//! Outside a domain the orphan rule is what it always was.

//@compile-flags: -K crate-attr=allow(unused)

impl std::fmt::Display for Vec<u8> { //~ E0117
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("never")
    }
}

fn main() {}
