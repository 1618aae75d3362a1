// SPDX-License-Identifier: MIT OR Apache-2.0

//! The same for a module that takes the standard prelude's place: its own `Vec` is not clearly meant.

#![kelsonc::prelude(crate::prelude)] //~ ERROR: the prelude has two meanings for `Vec`
//@no-rustfix

pub mod prelude {
    pub use crate::own::*;
    pub use std::prelude::rust_2021::*;
}

mod own {
    pub struct Vec;
}

fn main() {
    let _ = Some(Vec);
}
