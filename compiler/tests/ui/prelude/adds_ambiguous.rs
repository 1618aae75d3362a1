// SPDX-License-Identifier: MIT OR Apache-2.0

//! Of two names of the project's own rustc would take one without a word. One that is named by itself is clear.

//@compile-flags: -K prelude=+crate::prelude
//@error-in-other-file: the prelude has two meanings for `Both`
//@no-rustfix

pub mod prelude {
    pub use crate::left::*;
    pub use crate::left::Clear;
    pub use crate::right::*;
}

mod left {
    pub struct Both;
    pub struct Clear;
}

mod right {
    pub struct Both;
    #[expect(dead_code, reason = "the one that does not count")]
    pub struct Clear;
}

fn main() {
    let _ = (Both, Clear);
}
