// SPDX-License-Identifier: MIT OR Apache-2.0

//! The module takes the place of the standard prelude; one that wants both says so.

//@compile-flags: -K prelude=crate::only_mine

mod only_mine {
    pub fn mine() {}
}

fn main() {
    mine();
    let _ = Some(1); //~ E0425
}
