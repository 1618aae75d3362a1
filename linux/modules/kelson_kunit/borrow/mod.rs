// SPDX-License-Identifier: MIT OR Apache-2.0

//! Borrows of parts, and values that must be used up.

mod linear;

suite!(kelson_borrow: linear);
