// SPDX-License-Identifier: MIT OR Apache-2.0

//! Without the option no gate is open.

unsafe extern "C" {
    type Opaque; //~ E0658
}

fn main() {}
