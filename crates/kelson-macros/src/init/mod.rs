// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that are built where they will live.

pub(crate) mod build;
#[expect(
    clippy::module_inception,
    reason = "the feature has the name of its theme"
)]
pub(crate) mod init;
pub(crate) mod pinned;
pub(crate) mod zeroed;
