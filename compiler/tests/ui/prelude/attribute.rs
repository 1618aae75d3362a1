// SPDX-License-Identifier: MIT OR Apache-2.0

//! The crate itself says what its prelude is, and needs no option for it.

//@run

#![kelsonc::prelude(+crate::everywhere)]

mod everywhere {
    pub fn hello() -> &'static str {
        "from the prelude"
    }
}

mod inner {
    pub fn greets() -> Option<&'static str> {
        Some(hello())
    }
}

fn main() {
    println!("{:?}", inner::greets());
}
