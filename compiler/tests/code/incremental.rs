// SPDX-License-Identifier: MIT OR Apache-2.0

//! Compiled again and again into the same folder, with changes of the options and of the source.

mod inner {
    pub fn add(left: u8) -> u8 {
        left + ADDED
    }
    const ADDED: u8 = 1;
}

fn main() {
    println!("{}", inner::add(std::hint::black_box(255)));
}
