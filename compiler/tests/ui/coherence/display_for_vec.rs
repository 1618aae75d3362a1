// SPDX-License-Identifier: MIT OR Apache-2.0

//! A crate of a domain implements a trait of `core` for a type of `alloc`.

//@run
//@compile-flags: -K coherence-domain=linux

use std::cell::Cell;
use std::fmt;

impl fmt::Display for Vec<u8> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<T: Copy + fmt::Display> fmt::Display for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cell of {}", self.get())
    }
}

fn main() {
    println!("{} {}", vec![1_u8, 0xfe], Cell::new(3));
    assert_eq!(vec![1_u8].to_string(), "01");
}
