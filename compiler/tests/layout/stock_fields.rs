// SPDX-License-Identifier: MIT OR Apache-2.0

//! Refused by the stock compiler: it knows nothing of a field's own alignment, and would see another layout.

extern crate types;

fn main() {
    // The type is not even named here.
    let fields = types::fields();
    println!("{}", { fields.body });
}
