// SPDX-License-Identifier: MIT OR Apache-2.0

//! A condition cannot take away what has to be there.

//@compile-flags: -K edition=kernel

fn main() {
    let sum = 1 + #[cfg(any())] 2; //~ ERROR: removing an expression is not supported
    println!("{sum}");
}
