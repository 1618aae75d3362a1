// SPDX-License-Identifier: MIT OR Apache-2.0

//! Owning pointers and vectors whose every allocation may fail, and says so.
//!
//! | type | what it owns |
//! |---|---|
//! | [`KBox`] | one value, moved in and out, or a `dyn` one by [`unsize!`](crate::unsize) |
//! | [`KVec`] | any number of values, one behind the other |
//! | [`KArc`], [`KUniqueArc`] | one value that is shared, counted as the kernel's `refcount_t` counts |
//!
//! Each is a name for a generic type, `Box<T, A>` and so on, with the allocator [`Kmalloc`].
//!
//! None of them aborts, panics for want of memory, or mentions a symbol of Rust's own allocator:
//! they stand on an [`Allocator`] and take [`Flags`] where they allocate. In the kernel the flags,
//! the error and the allocators are the `kernel` crate's own. Elsewhere
//! [`allocator!`](crate::allocator) names the program's.
//!
//! With the feature `alloc` there is a second form, `global`: `Box` and `Vec` themselves, with
//! everything that only they can do, and fallible constructors that take flags.

mod allocator;
pub(crate) mod dangle;
mod flags;
#[cfg(feature = "alloc")]
pub mod global;
mod karc;
mod kbox;
#[cfg(kelson_kernel)]
mod kernel;
mod kvec;
#[cfg(not(kelson_kernel))]
mod program;
pub(crate) mod unsize;

pub use allocator::Allocator;
pub use flags::*;
pub use karc::{Arc, UniqueArc};
pub use kbox::Box;
#[cfg(kelson_kernel)]
pub use kernel::{AllocError, KVmalloc, Kmalloc, Vmalloc};
pub use kvec::{Drain, InsertError, IntoIter, Vec};
#[cfg(not(kelson_kernel))]
pub use program::{AllocError, Kmalloc};

/// A [`Box`] in memory of [`Kmalloc`].
pub type KBox<T> = Box<T, Kmalloc>;
/// A [`Vec`] in memory of [`Kmalloc`].
pub type KVec<T> = Vec<T, Kmalloc>;
/// An [`Arc`] in memory of [`Kmalloc`].
pub type KArc<T> = Arc<T, Kmalloc>;
/// A [`UniqueArc`] in memory of [`Kmalloc`].
pub type KUniqueArc<T> = UniqueArc<T, Kmalloc>;

/// A [`Box`] in memory of [`Vmalloc`].
#[cfg(kelson_kernel)]
pub type VBox<T> = Box<T, Vmalloc>;
/// A [`Vec`] in memory of [`Vmalloc`].
#[cfg(kelson_kernel)]
pub type VVec<T> = Vec<T, Vmalloc>;
/// A [`Box`] in memory of [`KVmalloc`].
#[cfg(kelson_kernel)]
pub type KVBox<T> = Box<T, KVmalloc>;
/// A [`Vec`] in memory of [`KVmalloc`].
#[cfg(kelson_kernel)]
pub type KVVec<T> = Vec<T, KVmalloc>;
