// SPDX-License-Identifier: MIT OR Apache-2.0

//! The primitive integers, as far as fields need to know them.

/// A primitive integer.
pub trait Integer: Copy + Sealed {
    /// [`Unsigned`] or [`Signed`].
    type Signedness;
    /// How many bits it has.
    const BITS: u32;

    /// The value modulo 2^128.
    #[doc(hidden)]
    fn wide(self) -> u128;

    /// The value modulo the size of the type.
    #[doc(hidden)]
    fn cut(wide: u128) -> Self;
}

/// Of an integer without a sign.
pub enum Unsigned {}

/// Of an integer with a sign.
pub enum Signed {}

/// An [`Integer`] of this signedness. As a bound it makes better messages than an associated type.
pub trait Is<S>: Integer {}

/// The integers of the language are all there are.
pub trait Sealed {}

macro_rules! integers {
    ($signedness:ident: $($integer:ident)+) => {$(
        impl Sealed for $integer {}

        impl Is<$signedness> for $integer {}

        impl Integer for $integer {
            type Signedness = $signedness;
            const BITS: u32 = $integer::BITS;

            #[inline(always)]
            fn wide(self) -> u128 {
                self as u128
            }

            #[inline(always)]
            fn cut(wide: u128) -> Self {
                wide as Self
            }
        }
    )+};
}

integers!(Unsigned: u8 u16 u32 u64 u128 usize);
integers!(Signed: i8 i16 i32 i64 i128 isize);
