// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `traits`, a file per feature.

mod const_param;
mod sealed;
