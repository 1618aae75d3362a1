// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `cfg`, a file per feature.

mod when;
