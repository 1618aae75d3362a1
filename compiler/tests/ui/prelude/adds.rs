// SPDX-License-Identifier: MIT OR Apache-2.0

//! After a `+` the module adds to the standard prelude. Its names come before the standard ones, whether it names them
//! itself, by `*` or by a macro; what a module defines or imports comes before both.

//@run
//@aux-build: project.rs
//@compile-flags: -K prelude=+crate::everywhere

mod everywhere {
    pub use crate::globbed::*;
    pub use project::prelude::Result;

    pub fn hello() -> &'static str {
        "from the prelude"
    }

    #[derive(Debug)]
    pub struct Vec;

    // Not for everyone, so the standard one stays.
    #[expect(dead_code, reason = "it is here not to be found by others")]
    struct String;
}

mod globbed {
    macro_rules! define {
        ($name:ident) => {
            pub struct $name;
        };
    }
    define!(Box);
}

#[path = "auxiliary/added.rs"]
mod out_of_line;

mod own {
    type Result = u8;

    pub fn which() -> Result {
        Some(1).unwrap()
    }
}

mod imports {
    use std::vec::*;

    pub fn which() -> Vec<u8> {
        vec![1]
    }
}

fn main() {
    let (_, Box) = (Vec, Box);
    println!("{} {:?} {} {:?}", hello(), out_of_line::parse("7"), own::which(), imports::which());
    assert!(1 + 1 == 2);
}
