// SPDX-License-Identifier: MIT OR Apache-2.0

//! Another macro by the name of a standard one cannot be added; the same one can, and other things of its name.

//@aux-build: said.rs

#![kelsonc::prelude(+crate::everywhere)] //~ ERROR: cannot replace the standard macro `assert`

pub mod everywhere {
    pub use said::said as assert;
    pub use std::println;

    // The derive macro of that name is another thing.
    pub trait Default {}

    pub fn vec() {}

    // Nobody else sees it.
    #[allow(unused_imports)]
    use said::said as column;
}

fn main() {}
