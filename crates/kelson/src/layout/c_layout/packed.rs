// SPDX-License-Identifier: MIT OR Apache-2.0

//! A value at any address.

use core::{
    cmp::Ordering,
    fmt,
    hash::{
        Hash,
        Hasher, //
    },
    ptr,
};

/// A `T` with an alignment of 1: what a plain field of a packed record is.
///
/// The field may be borrowed, for a reference to a `Packed<T>` has no alignment to promise. The value
/// goes in and out as a whole:
///
/// ```
/// use kelson::c_layout::Packed;
///
/// let mut length = Packed::new(7u32);
/// length.set(length.get() + 1);
/// assert_eq!(length, 8);
/// assert_eq!(align_of_val(&length), 1);
/// ```
#[cfg_attr(
    kelson_kernel,
    derive(
        ::zerocopy_derive::FromBytes,
        ::zerocopy_derive::IntoBytes,
        ::zerocopy_derive::Immutable,
        ::zerocopy_derive::KnownLayout,
        ::zerocopy_derive::Unaligned
    )
)]
#[cfg_attr(
    all(feature = "zerocopy", not(kelson_kernel)),
    derive(
        ::zerocopy::FromBytes,
        ::zerocopy::IntoBytes,
        ::zerocopy::Immutable,
        ::zerocopy::KnownLayout,
        ::zerocopy::Unaligned
    )
)]
#[repr(C, packed)]
pub struct Packed<T>(T);

impl<T> Packed<T> {
    /// The value, to be put at any address.
    #[inline]
    pub const fn new(value: T) -> Self {
        Packed(value)
    }

    /// The value.
    #[inline]
    pub fn into_inner(self) -> T {
        self.0
    }

    /// The address of the value, which need not be aligned: use `read_unaligned`.
    #[inline]
    pub const fn as_ptr(&self) -> *const T {
        &raw const self.0
    }

    /// The address of the value, which need not be aligned: use `write_unaligned`.
    #[inline]
    pub const fn as_mut_ptr(&mut self) -> *mut T {
        &raw mut self.0
    }

    /// Puts a value in and takes the other out.
    #[inline]
    pub const fn replace(&mut self, value: T) -> T {
        let place = self.as_mut_ptr();
        // SAFETY: the place is that of a value, borrowed mutably, and gets another before anyone
        // sees that the first was moved out.
        unsafe {
            let old = ptr::read_unaligned(place);
            ptr::write_unaligned(place, value);
            old
        }
    }
}

impl<T: Copy> Packed<T> {
    /// The value.
    #[inline]
    pub const fn get(&self) -> T {
        self.0
    }

    /// Replaces the value.
    #[inline]
    pub const fn set(&mut self, value: T) {
        self.0 = value;
    }
}

impl<T> From<T> for Packed<T> {
    #[inline]
    fn from(value: T) -> Self {
        Packed::new(value)
    }
}

impl<T: Copy> Copy for Packed<T> {}

impl<T: Copy> Clone for Packed<T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Default> Default for Packed<T> {
    #[inline]
    fn default() -> Self {
        Packed::new(T::default())
    }
}

macro_rules! shown {
    ($($trait:ident)*) => { $(
        impl<T: Copy + fmt::$trait> fmt::$trait for Packed<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::$trait::fmt(&self.get(), f)
            }
        }
    )* };
}

shown!(Debug Display Binary LowerHex Octal UpperHex);

impl<T: Copy + PartialEq> PartialEq for Packed<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Copy + PartialEq> PartialEq<T> for Packed<T> {
    #[inline]
    fn eq(&self, other: &T) -> bool {
        self.get() == *other
    }
}

impl<T: Copy + Eq> Eq for Packed<T> {}

impl<T: Copy + PartialOrd> PartialOrd for Packed<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.get().partial_cmp(&other.get())
    }
}

impl<T: Copy + Ord> Ord for Packed<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.get().cmp(&other.get())
    }
}

impl<T: Copy + Hash> Hash for Packed<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.get().hash(state);
    }
}

// SAFETY: the bytes are those of a `T`.
unsafe impl<T: crate::init::Zeroable> crate::init::Zeroable for Packed<T> {}
