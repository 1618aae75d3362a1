// SPDX-License-Identifier: MIT OR Apache-2.0

//! `Bits`: types that a field can have after `=>` and `?=>`.

use super::bounded::Bounded;
use core::marker::PhantomData;

/// A type whose values are so many bits: what a field of [`bitfield!`](crate::bitfield!) has after
/// `=>` or `?=>`.
///
/// It is derived: for an enum without data, whose discriminants are the bits; and for a struct of one
/// field, which is as that field. An impl by hand that gave more bits than it says would set other fields.
///
/// ```
/// use kelson::bitfield::Bounded;
/// use kelson::{bitfield, Bits};
///
/// #[derive(Bits, Clone, Copy, Debug, PartialEq)]
/// enum Speed {
///     Slow,
///     Fast = 2,
/// }
///
/// #[derive(Bits, Clone, Copy, Debug, PartialEq)]
/// struct Lane(Bounded<u8, 4>);
///
/// bitfield! {
///     struct Link(u16) {
///         7:6 speed ?=> Speed;
///         3:0 lane => Lane;
///     }
/// }
///
/// let link = Link::from_raw(0x89);
/// assert_eq!(link.speed(), Ok(Speed::Fast));
/// assert_eq!(link.lane(), Lane(Bounded::<u8, 4>::new::<9>()));
/// assert_eq!(Link::from_raw(0xc0).speed().unwrap_err().bits, 3);
/// ```
///
/// An enum has as many bits as its largest discriminant needs. `#[bits(4)]` on it says how many there
/// are; then a larger discriminant is an error, and so is a field of another width.
///
/// The integers, `bool`, [`Bounded`], ranges of integers by [`pat!`](macro@crate::pat),
/// [`PowerOfTwo`](crate::PowerOfTwo) and every type that [`bitfield!`](crate::bitfield!) declares are
/// `Bits` too.
#[diagnostic::on_unimplemented(
    message = "the field of a register cannot be a `{Self}`",
    label = "`{Self}` is not `Bits`",
    note = "put `#[derive(kelson::Bits)]` on it; \
            if it has `From` and `TryFrom` for `Bounded`, write `from` before the field"
)]
pub trait Bits: Copy {
    /// How many bits a value has.
    const WIDTH: u32;

    /// Whether each number of so many bits is a value.
    const EXHAUSTIVE: bool;

    /// Whether a field has to have exactly so many bits.
    #[doc(hidden)]
    const EXACT: bool = true;

    /// The unsigned integer that holds the bits.
    #[doc(hidden)]
    type Raw;

    /// A type with the `const` methods that convert: `encode(Self) -> Raw`,
    /// `decode(Raw) -> Option<Self>`, and for what is exhaustive `decode_all(Raw) -> Self`. A field
    /// gives no bit to the latter that the type does not have.
    ///
    /// They are methods of another type because in a `const fn` nobody can call a trait's.
    #[doc(hidden)]
    type Codec;

    /// The only value.
    #[doc(hidden)]
    const CODEC: Self::Codec;
}

pub use kelson_macros::Bits;

/// Converts the language's own types.
pub struct Primitive<T: Copy>(PhantomData<T>);

macro_rules! primitives {
    ($($integer:ident $raw:ident)+) => {$(
        impl Bits for $integer {
            const WIDTH: u32 = $integer::BITS;
            const EXHAUSTIVE: bool = true;
            type Raw = $raw;
            type Codec = Primitive<$integer>;
            const CODEC: Self::Codec = Primitive(PhantomData);
        }

        #[allow(missing_docs, reason = "`Bits::Codec` says what they do")]
        impl Primitive<$integer> {
            #[inline(always)]
            pub const fn encode(self, value: $integer) -> $raw {
                value as $raw
            }

            #[inline(always)]
            pub const fn decode(self, raw: $raw) -> Option<$integer> {
                Some(raw as $integer)
            }

            #[inline(always)]
            pub const fn decode_all(self, raw: $raw) -> $integer {
                raw as $integer
            }
        }

        impl<const N: u32> Bits for Bounded<$integer, N> {
            const WIDTH: u32 = N;
            const EXHAUSTIVE: bool = true;
            type Raw = $raw;
            type Codec = Primitive<Self>;
            const CODEC: Self::Codec = Primitive(PhantomData);
        }

        #[allow(missing_docs, reason = "`Bits::Codec` says what they do")]
        impl<const N: u32> Primitive<Bounded<$integer, N>> {
            #[inline(always)]
            pub const fn encode(self, value: Bounded<$integer, N>) -> $raw {
                // A negative number has ones above the bits of the field.
                Bounded::<$raw, N>::truncate(value.get() as $raw).get()
            }

            #[inline(always)]
            pub const fn decode(self, raw: $raw) -> Option<Bounded<$integer, N>> {
                Some(self.decode_all(raw))
            }

            #[inline(always)]
            pub const fn decode_all(self, raw: $raw) -> Bounded<$integer, N> {
                Bounded::<$integer, N>::truncate(raw as $integer)
            }
        }
    )+};
}

primitives!(u8 u8 u16 u16 u32 u32 u64 u64 u128 u128 i8 u8 i16 u16 i32 u32 i64 u64 i128 u128);

impl Bits for bool {
    const WIDTH: u32 = 1;
    const EXHAUSTIVE: bool = true;
    type Raw = u8;
    type Codec = Primitive<bool>;
    const CODEC: Self::Codec = Primitive(PhantomData);
}

#[allow(missing_docs, reason = "`Bits::Codec` says what they do")]
impl Primitive<bool> {
    #[inline(always)]
    pub const fn encode(self, value: bool) -> u8 {
        value as u8
    }

    #[inline(always)]
    pub const fn decode(self, raw: u8) -> Option<bool> {
        match raw {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    #[inline(always)]
    pub const fn decode_all(self, raw: u8) -> bool {
        raw != 0
    }
}
