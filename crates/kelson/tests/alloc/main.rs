// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `alloc`, a file per feature.

mod dangle;
mod karc;
mod kbox;
mod kvec;
mod support;

kelson::allocator!(support::Checked);
