// SPDX-License-Identifier: MIT OR Apache-2.0

//! From a pointer to a struct to a pointer to its field.

#[expect(
    clippy::module_inception,
    reason = "the feature has the name of its theme"
)]
pub(crate) mod project;
