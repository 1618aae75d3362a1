// SPDX-License-Identifier: MIT OR Apache-2.0

//! An impl that is not const serves at run time only.

//@compile-flags: -K edition=kernel

const trait Register {
    fn offset(&self) -> usize;
}

struct Control;

impl Register for Control {
    fn offset(&self) -> usize {
        0
    }
}

const OFFSET: usize = Control.offset(); //~ E0277

fn main() {
    println!("{OFFSET} {}", Control.offset());
}
