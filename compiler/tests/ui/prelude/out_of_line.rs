// SPDX-License-Identifier: MIT OR Apache-2.0

//! The prelude reaches every module, those in other files included, and what a module defines itself comes first.

//@run
//@compile-flags: -K prelude=crate::everywhere

mod everywhere {
    pub use std::prelude::rust_2021::*;

    pub fn hello() -> &'static str {
        "from the prelude"
    }

    // Named explicitly, so it shadows the one of the standard prelude.
    pub struct Vec;
}

#[path = "auxiliary/inner.rs"]
mod inner;

mod own {
    fn hello() -> &'static str {
        "own"
    }

    pub fn which() -> &'static str {
        hello()
    }
}

fn main() {
    let Vec = Vec;
    println!("{} {} {}", hello(), inner::greets(), own::which());
}
