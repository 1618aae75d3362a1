// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is compared. `cargo xtask bench layout` counts the instructions of the functions that are
//! `no_mangle`; the program beside this measures the ones that take slices.

#[path = "../cases/bitfield/mod.rs"]
pub mod bitfield;

#[path = "../cases/word/mod.rs"]
pub mod word;
