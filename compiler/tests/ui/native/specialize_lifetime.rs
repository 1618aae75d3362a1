// SPDX-License-Identifier: MIT OR Apache-2.0

//! To choose by a lifetime would not be sound: it is gone when code is generated.

//@compile-flags: -K edition=kernel

trait Kind {
    fn kind(&self) -> &'static str;
}

impl<T> Kind for T {
    default fn kind(&self) -> &'static str {
        "any"
    }
}

impl Kind for &'static str { //~ ERROR: cannot specialize on `'static` lifetime
    fn kind(&self) -> &'static str {
        "static"
    }
}

fn main() {}
