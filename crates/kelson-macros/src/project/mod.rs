// SPDX-License-Identifier: MIT OR Apache-2.0

//! From a pointer to a struct to a pointer to its field.

#[allow(
    clippy::module_inception,
    reason = "the theme and its only feature have one name"
)]
pub(crate) mod project;
