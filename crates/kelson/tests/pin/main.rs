// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `pin`, a file per feature.

mod unsafe_pinned;
