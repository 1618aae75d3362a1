// SPDX-License-Identifier: MIT OR Apache-2.0

//! What kernel programmers want from Rust and do not have, on stable Rust from 1.85.
//!
//! Every macro is at the root: `kelson::static_assert!`, `kelson::when`. The source of each is one
//! file per feature in a folder per theme, and each has a page of the same name in the book.
//!
//! | theme | what |
//! |---|---|
//! | check | [`static_assert!`], [`const_assert!`], [`macro@where_assert`], [`build_assert!`], [`build_error!`], [`macro@no_panic`] |
//! | cfg | [`macro@when`], [`if_cfg!`], [`cfg_select!`] |
//! | traits | [`macro@sealed`] |
//! | hint | [`likely!`], [`unlikely!`] |
//! | init | [`macro@init`], [`macro@pinned`], [`stack!`], [`for_lt!`], and the module [`mod@init`] |
//!
//! The crate is `no_std`, allocates nothing, and has no run-time state.

#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;

mod cfg;
mod check;
mod hint;
pub mod init;
mod traits;

pub use cfg::when::{cfg_select, if_cfg, when};
pub use check::no_panic::no_panic;
pub use check::static_assert::where_assert;
pub use init::init::init;
pub use init::pinned::pinned;
pub use traits::sealed::sealed;

/// What expanded macros need to reach; no part of it is for users, and it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::hint::likely::cold_path;
    pub use crate::init::fields;
}
