// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `project`, a file per feature.

mod project;
