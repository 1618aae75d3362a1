// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `c_layout` promises. The numbers are what GCC and Clang print for x86-64; `cargo xtask layout-diff`
//! asks both for as many random types as one likes.

mod anonymous;
mod bits;
mod engine;
mod enums;
mod flexible;
mod forms;
mod records;
mod unions;
