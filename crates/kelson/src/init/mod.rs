// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that are built where they will live.
//!
//! A [`Uninit`] is the right to build one value in one place, an [`InPlace`] the proof that it was
//! done: between the two lies ordinary control flow. An [`Init`] is a recipe that somebody else
//! runs when there is a place. The macros [`init!`](macro@crate::init), [`stack!`](crate::stack)
//! and [`pinned`](macro@crate::pinned) are at the root of the crate.

pub(crate) mod array;
#[cfg(any(kelson_kernel, feature = "pin-init"))]
pub(crate) mod bridge;
pub(crate) mod build;
pub(crate) mod emplace;
pub(crate) mod ffi;
#[doc(hidden)]
pub mod fields;
#[expect(
    clippy::module_inception,
    reason = "the feature has the name of its theme"
)]
pub(crate) mod init;
pub(crate) mod once;
pub(crate) mod pinned;
pub(crate) mod place;
pub(crate) mod scoped;
pub(crate) mod selfref;
pub(crate) mod stack;
pub(crate) mod zeroed;

pub use array::{
    array,
    collect,
    Collected,
    Elements,
    TooFew, //
};
#[cfg(any(kelson_kernel, feature = "pin-init"))]
pub use bridge::{
    from_pin_init,
    to_pin_init, //
};
pub use emplace::{Emplace, Vacant};
pub use ffi::{
    ffi_init,
    ErrorCode,
    Status, //
};
pub use init::{
    from_raw,
    lazy,
    scoped,
    scoped_from_raw,
    value,
    Init,
    Initializer,
    Lazy,
    LazyScoped,
    Raw,
    RawScoped,
    ScopedInit,
    Value, //
};
pub use once::{
    StaticPlace,
    StaticSlot, //
};
pub use pinned::{
    Dropping,
    PinnedDrop,
    Structural, //
};
pub use place::{
    build_at,
    Guarantee,
    InPlace,
    Pinned,
    Scoped,
    Uninit, //
};
pub use scoped::{
    try_with,
    with, //
};
pub use selfref::{
    ForLt,
    Lender,
    SelfRef, //
};
#[doc(hidden)]
pub use stack::{
    StackMemory,
    StackPlace,
    StackSlot, //
};
pub use zeroed::{
    zeroed,
    Zeroable,
    Zeroed, //
};
