// SPDX-License-Identifier: MIT OR Apache-2.0

//! Alignments that are constants, where the language takes a number only.
//!
//! `#[repr(align(PAGE_SIZE))]` is not Rust: the attribute takes a literal. But a field of no size
//! that is aligned to 4096 aligns the struct it is in, and a trait can look one up by a constant:
//! `[<Align<{ PAGE_SIZE }> as ToAlign>::T; 0]`. [`macro@crate::align`] adds such a field to a
//! struct or union, and [`Aligned`] is one around any value.

use core::{
    fmt,
    ops::{
        Deref,
        DerefMut, //
    },
};

/// Aligns a type to a constant.
///
/// ```
/// const PAGE_SIZE: usize = 4096;
///
/// #[kelson::align(PAGE_SIZE)]
/// #[repr(C)]
/// struct Queue {
///     head: u32,
///     tail: u32,
/// }
///
/// assert_eq!((align_of::<Queue>(), size_of::<Queue>()), (PAGE_SIZE, PAGE_SIZE));
///
/// let queue = Queue { head: 0, tail: 3, _align: [] };
/// assert_eq!(&raw const queue as usize % PAGE_SIZE, 0);
/// assert_eq!(queue.tail - queue.head, 3);
/// ```
///
/// # Syntax
///
/// `#[kelson::align(ALIGNMENT)]` on a struct or union, above its derives. The alignment is a
/// constant expression of type `usize`: a power of two, and at most 2^29. Of several, by
/// `align(ONE, OTHER)` or by several attributes, the largest counts. As for `repr(align)`, the
/// alignment of the fields counts too, and the size becomes a multiple.
///
/// A const parameter of the type may be the alignment, `#[kelson::align(N)]`. Its impls then say
/// `where Align<N>: ToAlign`.
///
/// # Generated code
///
/// For a number: `#[repr(align(NUMBER))]`, which goes on an enum too.
///
/// For anything else: a field `_align`, of no size, in front of the others, or behind those of a
/// tuple struct. Rust has no other place for it, so a struct literal says `_align: []`, or `[]` at
/// the end of a tuple, and a pattern ends in `..`. It is as visible as the type. In a union it is
/// one more field, of which nothing has to be said.
///
/// # Cost
///
/// None but the padding.
pub use kelson_macros::align;

/// A value that is aligned to `N`, for statics, enums, and types of others.
///
/// ```
/// use kelson::Aligned;
///
/// const CACHE_LINE: usize = 64;
///
/// static STACK: Aligned<[u8; 100], { 2 * CACHE_LINE }> = Aligned::new([0; 100]);
///
/// assert_eq!(STACK.as_ptr() as usize % 128, 0);
/// assert_eq!(size_of_val(&STACK), 128);
/// // Without a length, as of arrays.
/// let any: &Aligned<[u8], 128> = &STACK;
/// assert_eq!(any.len(), 100);
/// ```
///
/// In C it is a struct of one member, aligned to `N`.
// The value comes last, so that it may be unsized.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(C)]
pub struct Aligned<T: ?Sized, const N: usize>
where
    Align<N>: ToAlign,
{
    _align: [<Align<N> as ToAlign>::T; 0],
    /// The value.
    pub value: T,
}

/// The number `N`, for [`ToAlign`] to find a type by.
#[derive(Clone, Copy, Debug)]
pub enum Align<const N: usize> {}

/// Is implemented for [`Align<N>`] where `N` is an alignment: a power of two up to 2^29.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an alignment",
    label = "its number must be a power of two up to 2^29"
)]
pub trait ToAlign {
    /// A type of no size that is aligned to `N`.
    ///
    /// It has one value, which `Default` gives. In a struct that is passed to C write `[T; 0]`,
    /// which takes no value of it.
    type T: Copy
        + Default
        + Eq
        + Ord
        + core::hash::Hash
        + core::fmt::Debug
        + Send
        + Sync
        + Unpin
        + 'static;
}

macro_rules! aligners {
    ($($number:literal $name:ident)*) => { $(
        /// Has no size, and the alignment of its name.
        #[cfg_attr(
            kelson_kernel,
            derive(
                ::zerocopy_derive::FromBytes,
                ::zerocopy_derive::IntoBytes,
                ::zerocopy_derive::Immutable,
                ::zerocopy_derive::KnownLayout
            )
        )]
        #[cfg_attr(
            all(feature = "zerocopy", not(kelson_kernel)),
            derive(
                ::zerocopy::FromBytes,
                ::zerocopy::IntoBytes,
                ::zerocopy::Immutable,
                ::zerocopy::KnownLayout
            )
        )]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(C, align($number))]
        pub struct $name([u8; 0]);

        // SAFETY: it has no bytes.
        unsafe impl crate::init::Zeroable for $name {}

        impl ToAlign for Align<$number> {
            type T = $name;
        }
    )* };
}

impl<T, const N: usize> Aligned<T, N>
where
    Align<N>: ToAlign,
{
    /// Aligns a value.
    #[inline(always)]
    #[must_use]
    pub const fn new(value: T) -> Self {
        Aligned { _align: [], value }
    }

    /// The value, wherever it may be.
    #[inline(always)]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: ?Sized, const N: usize> Deref for Aligned<T, N>
where
    Align<N>: ToAlign,
{
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: ?Sized, const N: usize> DerefMut for Aligned<T, N>
where
    Align<N>: ToAlign,
{
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T, const N: usize> From<T> for Aligned<T, N>
where
    Align<N>: ToAlign,
{
    #[inline(always)]
    fn from(value: T) -> Self {
        Aligned::new(value)
    }
}

impl<T: fmt::Debug + ?Sized, const N: usize> fmt::Debug for Aligned<T, N>
where
    Align<N>: ToAlign,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: fmt::Display + ?Sized, const N: usize> fmt::Display for Aligned<T, N>
where
    Align<N>: ToAlign,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// What expanded macros call in constants.
#[doc(hidden)]
pub mod check {
    use crate::text::Text;

    /// The larger of `alignment`, which must be one, and `least`.
    #[inline]
    #[track_caller]
    pub const fn at_least(least: usize, alignment: usize) -> usize {
        if !alignment.is_power_of_two() || alignment > 1 << 29 {
            let text = Text::new().str("`").number(alignment as i128);
            if alignment.is_power_of_two() {
                text.str("` is more than 2^29, the largest alignment")
                    .panic()
            }
            text.str("` is not a power of two").panic()
        }
        if alignment < least {
            least
        } else {
            alignment
        }
    }
}

/// The types that [`ToAlign`] leads to. Only generated code names them.
mod aligner {
    use super::{Align, ToAlign};

    // Which zerocopy knows to be unaligned.
    impl ToAlign for Align<1> {
        type T = ();
    }

    aligners! {
        2 Align2
        4 Align4
        8 Align8
        16 Align16
        32 Align32
        64 Align64
        128 Align128
        256 Align256
        512 Align512
        1024 Align1K
        2048 Align2K
        4096 Align4K
        8192 Align8K
        16384 Align16K
        32768 Align32K
        65536 Align64K
        131072 Align128K
        262144 Align256K
        524288 Align512K
        1048576 Align1M
        2097152 Align2M
        4194304 Align4M
        8388608 Align8M
        16777216 Align16M
        33554432 Align32M
        67108864 Align64M
        134217728 Align128M
        268435456 Align256M
        536870912 Align512M
    }
}
