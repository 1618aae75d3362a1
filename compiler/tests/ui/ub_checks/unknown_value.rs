// SPDX-License-Identifier: MIT OR Apache-2.0

//! A policy that there is not.

//@compile-flags: -K ub-checks=none
//@error-in-other-file: `-K ub-checks` does not know `none`

fn main() {}
