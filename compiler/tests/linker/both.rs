// SPDX-License-Identifier: MIT OR Apache-2.0

//! Uses two crates with the same impl, and is compiled by the stock compiler, which does not look for that.

extern crate left;
extern crate right;

fn main() {}
