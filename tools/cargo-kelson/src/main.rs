// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson`.

mod prove;
mod status;

fn main() {}
