// SPDX-License-Identifier: MIT OR Apache-2.0

//! A field that others write to while there is a `&mut` to the struct around it.
//!
//! A C list node, a work item or a timer in a Rust struct is written by C through pointers of its
//! own. To rustc a `&mut` to the struct is the only way to it: the reference is `noalias` in LLVM
//! IR, and what C wrote may be read from a register that was loaded before. [`UnsafePinned`] takes
//! that away, for its field and for every struct that contains it.
//!
//! # Why it is sound
//!
//! The type has no operation that is unsound by itself: it gives out raw pointers, and whoever
//! uses one answers for it. What it has to keep is the promise to them, which is rustc's to give:
//! a `&mut` or a `Box` of a type that is not `Unpin` has no `noalias`, which
//! [`PhantomPinned`](core::marker::PhantomPinned) sees to, and a `&` to an
//! [`UnsafeCell`](core::cell::UnsafeCell) may be written behind. rustc promises neither of the two
//! for `&mut` in writing before its own `UnsafePinned` is stable, so the project's tests read the
//! LLVM IR of each supported compiler.

#[cfg(not(feature = "native"))]
use core::cell::UnsafeCell as UnsafeInner;
#[cfg(feature = "native")]
use core::pin::UnsafePinned as UnsafeInner;
use core::{
    fmt,
    marker::PhantomPinned,
    pin::Pin, //
};

/// A value that may be written while there is a `&mut` to it, or to what contains it.
///
/// As the type of this name in core, which is not stable, with the same functions:
///
/// ```
/// use core::pin::Pin;
/// use kelson::UnsafePinned;
///
/// /// What C has in a `struct list_head`.
/// struct Links {
///     next: *mut Links,
/// }
///
/// struct Request {
///     sector: u64,
///     links: UnsafePinned<Links>,
/// }
///
/// impl Request {
///     /// Whether it is in a list. Its neighbours may change `links` at any time.
///     fn is_queued(self: Pin<&mut Self>) -> bool {
///         // SAFETY: `links` is initialized, and only written under the lock that we hold.
///         unsafe { !(*self.links.get()).next.is_null() }
///     }
/// }
///
/// let mut request = core::pin::pin!(Request {
///     sector: 8,
///     links: UnsafePinned::new(Links { next: core::ptr::null_mut() }),
/// });
/// assert!(!request.as_mut().is_queued() && request.sector == 8);
/// ```
///
/// # What it does to references
///
/// | reference to what contains one | in LLVM IR |
/// |---|---|
/// | `&mut T`, `Box<T>` | neither `noalias` nor `dereferenceable` |
/// | `&T` | the same, as for [`UnsafeCell`](core::cell::UnsafeCell) |
///
/// It has the size and alignment of `T`, and hides its niches: `Option<UnsafePinned<bool>>` is
/// two bytes, for another may write the byte.
///
/// # What it does not do
///
/// - Safe code that has two `&mut` to one value can still do harm, by `mem::swap` to begin
///   with. Give out `Pin<&mut T>` only.
/// - A type that contains one and is declared `Unpin` by an `impl` keeps the effect from rustc
///   1.95 on. rustc 1.85 takes such a type to be like any other, `noalias` included. Do not
///   write that `impl`.
///
/// # Core's own type
///
/// With the cargo feature `native` this is a wrapper of core's own type, which takes a nightly
/// compiler. Nothing else changes.
///
/// # Cost
///
/// What the compiler may no longer assume; no instruction and no memory.
#[repr(transparent)]
pub struct UnsafePinned<T: ?Sized> {
    _pinned: PhantomPinned,
    value: UnsafeInner<T>,
}

// SAFETY: a shared `UnsafePinned` gives a raw pointer and nothing else, as a shared `T` could.
unsafe impl<T: ?Sized + Sync> Sync for UnsafePinned<T> {}

impl<T> UnsafePinned<T> {
    /// Wraps a value.
    #[inline(always)]
    #[must_use]
    pub const fn new(value: T) -> Self {
        UnsafePinned {
            _pinned: PhantomPinned,
            value: UnsafeInner::new(value),
        }
    }

    /// Unwraps the value.
    #[inline(always)]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> UnsafePinned<T> {
    /// A pointer to the value, to read and to write.
    #[inline(always)]
    #[must_use]
    pub const fn get(&self) -> *mut T {
        self.value.get()
    }

    /// A pointer to the value from a pinned reference.
    #[inline(always)]
    #[must_use]
    pub const fn get_mut_pinned(self: Pin<&mut Self>) -> *mut T {
        // SAFETY: nothing is moved.
        unsafe { self.get_unchecked_mut() }.get_mut_unchecked()
    }

    /// A pointer to the value from a reference that is not pinned.
    ///
    /// The value may move as soon as the reference is gone. Prefer
    /// [`get_mut_pinned`](Self::get_mut_pinned).
    #[inline(always)]
    #[must_use]
    pub const fn get_mut_unchecked(&mut self) -> *mut T {
        core::ptr::from_mut(self) as *mut T
    }

    /// A pointer to the value from a pointer to the wrapper, with no reference in between.
    #[inline(always)]
    #[must_use]
    pub const fn raw_get(this: *const Self) -> *mut T {
        this as *const T as *mut T
    }

    /// As [`raw_get`](Self::raw_get), from a `*mut`.
    #[inline(always)]
    #[must_use]
    pub const fn raw_get_mut(this: *mut Self) -> *mut T {
        this as *mut T
    }
}

impl<T: Default> Default for UnsafePinned<T> {
    fn default() -> Self {
        UnsafePinned::new(T::default())
    }
}

impl<T> From<T> for UnsafePinned<T> {
    fn from(value: T) -> Self {
        UnsafePinned::new(value)
    }
}

// The value is not read: another may be writing it.
impl<T: ?Sized> fmt::Debug for UnsafePinned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsafePinned").finish_non_exhaustive()
    }
}
