// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `check`, a file per feature.

mod build_assert;
mod no_panic;
mod static_assert;
