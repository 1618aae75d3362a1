// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `borrow`, a file per feature.

mod linear;
