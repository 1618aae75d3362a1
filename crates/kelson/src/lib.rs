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
//! | traits | [`macro@sealed`], [`macro@c`], [`Is`], [`ConstParamTy`] |
//! | layout | [`macro@c_layout`] and the module [`mod@c_layout`], [`bitfield!`], [`macro@Bits`] and the module [`mod@bitfield`], [`macro@Word`], [`struct@Word`], [`Slot`], [`macro@pat`], [`PowerOfTwo`], [`Alignment`], [`macro@opaque`], [`macro@align`], [`Aligned`], [`cast!`], [`const_cast!`] |
//! | alloc | [`alloc::KBox`], [`alloc::KVec`], [`alloc::KArc`], [`Dangle`], [`unsize!`] |
//! | borrow | [`Linear`] |
//! | hint | [`likely!`], [`unlikely!`] |
//! | pin | [`UnsafePinned`] |
//! | project | [`project!`], [`offset_of_val!`], [`Project`] |
//! | layout | [`macro@c_layout`] and the module [`mod@c_layout`], [`bitfield!`], [`macro@Bits`] and the module [`mod@bitfield`], [`macro@Word`], [`struct@Word`], [`Slot`] |
//! | init | [`macro@init`], [`macro@pinned`], [`stack!`], [`for_lt!`], [`build!`], and the module [`mod@init`] |
//!
//! The crate is `no_std` and has no run-time state. Nothing allocates but the types of [`alloc`],
//! from an allocator that the program names.

#![no_std]
// Nothing needs an unstable feature; who wants the language's own types may say so.
#![cfg_attr(feature = "native", feature(unsafe_pinned))]
// So that `cargo xtask matrix` finds every cast that takes a pointer for a number.
#![cfg_attr(kelson_strict, feature(strict_provenance_lints))]
#![cfg_attr(kelson_strict, deny(fuzzy_provenance_casts, lossy_provenance_casts))]

// By another name, for the theme has this one.
#[cfg(feature = "alloc")]
extern crate alloc as rust_alloc;

pub mod alloc;
mod borrow;
mod cfg;
mod check;
mod hint;
pub mod init;
mod layout;
mod pin;
mod project;
mod text;
mod traits;

pub use alloc::dangle::{Dangle, Owned, Release, ThinDangle};
pub use borrow::linear::{Consumed, Linear, Obligation};
pub use cfg::when::{cfg_select, if_cfg, when};
pub use check::no_panic::no_panic;
pub use check::static_assert::where_assert;
pub use init::build::build;
pub use init::init::init;
pub use init::pinned::pinned;
pub use layout::align::{align, Align, Aligned, ToAlign};
pub use layout::bitfield::{self, Bits};
pub use layout::c_layout;
pub use layout::c_layout::c_layout;
#[cfg(any(kelson_kernel, feature = "zerocopy"))]
pub use layout::cast::zerocopy;
pub use layout::opaque::{self, opaque};
pub use layout::pat::{self, pat, Alignment, AnyRange, OutOfRange, PowerOfTwo, Ranged};
pub use layout::word::{self, Slot, Word};
pub use pin::unsafe_pinned::UnsafePinned;
pub use project::project::{Offset, Project, Projectable, SliceHandle};
pub use traits::const_param::{c, ConstParamTy, Is};
pub use traits::sealed::sealed;

/// What expanded macros need to reach; no part of it is for users, and it changes without notice.
#[doc(hidden)]
pub mod __private {
    // By this name, because `::core` may be a crate of the user's.
    pub use ::core;

    pub use crate::alloc::unsize::SmartPointer;
    pub use crate::hint::likely::cold_path;

    pub use crate::init::fields;
    pub use crate::layout::align::check as align;
    pub use crate::layout::bitfield::{bits, private as bitfield};
    pub mod c_layout {
        pub use crate::layout::c_layout::{bits, enums, plan};
    }
    pub use crate::layout::cast::private as cast;
    pub mod word {
        pub use crate::layout::word::{code, raw, DebugTagged};
    }
    pub use crate::project::project;
    pub use crate::traits::const_param::private as const_param;
}
