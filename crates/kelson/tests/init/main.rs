// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `init`, a file per feature.

mod build;
mod init;
mod log;
mod migrated;
mod pinned;
mod place;
mod scoped;
mod selfref;
mod sources;
