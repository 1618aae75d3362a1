// SPDX-License-Identifier: MIT OR Apache-2.0

//! The types that have ranges.

use super::storage::Bytes;
use core::{
    fmt,
    hash::Hash,
    num::NonZero, //
};

/// A type that `pat!` makes ranges of: `u8` to `u64`, `i8` to `i64`, `usize`, `isize` and `char`.
///
/// # Safety
///
/// - `LOWEST`, `HIGHEST`, `to_wide` and `from_wide` are those of an order-preserving map from this
///   type to `i128`, which for an integer is its value, in `BITS` bits. `xor` is that of these
///   bits; of `char` it is the same character.
/// - `NonZero` and `Bytes<E>` are types of the size and alignment of this one without padding.
///   `NonZero` is valid for the bytes of each value but 0; `Bytes<E>` for those of which the
///   highest is valid for `E`. For `char` both are `char`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no ranges",
    label = "not an integer of up to 64 bits, nor `char`",
    note = "ranges are of `u8` to `u64`, `i8` to `i64`, `usize`, `isize` and `char`"
)]
pub unsafe trait Prim:
    Copy + Ord + Hash + fmt::Debug + fmt::Display + Send + Sync + Unpin + 'static
{
    /// How many bits it has.
    const BITS: u32;
    /// Whether it is `char`, which has a gap.
    const IS_CHAR: bool = false;
    /// The lowest value.
    const LOWEST: i128;
    /// The highest value.
    const HIGHEST: i128;

    /// The storage where 0 is free.
    type NonZero: Copy;
    /// The storage whose highest byte is an `E`.
    type Bytes<E: Copy>: Copy;

    /// The value, as a number.
    fn to_wide(self) -> i128;

    /// The value of a number.
    ///
    /// # Safety
    ///
    /// There is a value of this number.
    unsafe fn from_wide(value: i128) -> Self;

    /// The value with the bits of a mask flipped.
    #[doc(hidden)]
    #[must_use]
    fn xor(self, mask: i128) -> Self;
}

macro_rules! prims {
    ($($prim:ident)*) => { $(
        // SAFETY: an integer of up to 64 bits is converted to `i128` and back unchanged. `NonZero`
        // is laid out as its integer. `Bytes` begins at the alignment of the integer, and is its
        // highest byte and all the others, in their order in memory.
        unsafe impl Prim for $prim {
            const BITS: u32 = $prim::BITS;
            const LOWEST: i128 = $prim::MIN as i128;
            const HIGHEST: i128 = $prim::MAX as i128;

            type NonZero = NonZero<$prim>;
            type Bytes<E: Copy> = Bytes<$prim, E, { size_of::<$prim>() - 1 }>;

            #[inline(always)]
            fn to_wide(self) -> i128 {
                self as i128
            }

            #[inline(always)]
            unsafe fn from_wide(value: i128) -> Self {
                value as $prim
            }

            #[inline(always)]
            fn xor(self, mask: i128) -> Self {
                self ^ mask as $prim
            }
        }
    )* };
}

prims!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

// SAFETY: the number of a character is its code point, by which characters are ordered.
unsafe impl Prim for char {
    const BITS: u32 = 32;
    const IS_CHAR: bool = true;
    const LOWEST: i128 = 0;
    const HIGHEST: i128 = char::MAX as i128;

    type NonZero = char;
    type Bytes<E: Copy> = char;

    #[inline(always)]
    fn to_wide(self) -> i128 {
        self as i128
    }

    #[inline(always)]
    unsafe fn from_wide(value: i128) -> Self {
        // SAFETY: by the caller's promise.
        unsafe { char::from_u32_unchecked(value as u32) }
    }

    // There is no storage of characters that has a mask.
    #[inline(always)]
    fn xor(self, _: i128) -> Self {
        self
    }
}
