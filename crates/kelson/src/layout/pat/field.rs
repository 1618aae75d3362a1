// SPDX-License-Identifier: MIT OR Apache-2.0

//! Ranges and powers of two as the types of a register's fields. See [`bitfield!`](crate::bitfield!).

use super::{
    Class,
    PowerOfTwo,
    Ranged, //
};
use crate::bitfield::{
    Bits,
    TryFits, //
};
use core::marker::PhantomData;

/// Converts the values of `T`.
#[doc(hidden)]
pub struct Codec<T: Copy>(PhantomData<T>);

/// How many bits the numbers from `low` to `high` need: in two's complement if some are negative.
const fn width(low: i128, high: i128) -> u32 {
    // A negative number has the bits of the one that is as far from 0 on the other side, and the sign.
    let top = if low < 0 && high < !low { !low } else { high };
    let bits = i128::BITS - top.leading_zeros() + (low < 0) as u32;
    if bits == 0 {
        1
    } else {
        bits
    }
}

/// Whether they are all the numbers that have so many bits.
const fn is_all(low: i128, high: i128) -> bool {
    let top: i128 = 1 << (width(low, high) - (low < 0) as u32);
    high == top - 1 && (low == 0 || low == -top)
}

macro_rules! ranges {
    ($($prim:ident $raw:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<const LOW: i128, const HIGH: i128, C: Class> Bits for Ranged<$prim, LOW, HIGH, C> {
            const WIDTH: u32 = width(LOW, HIGH);
            const EXHAUSTIVE: bool = is_all(LOW, HIGH);
            // Where the sign is, only the type knows.
            const EXACT: bool = LOW < 0;
            type Raw = $raw;
            type Codec = Codec<Self>;
            const CODEC: Codec<Self> = Codec(PhantomData);
        }

        #[allow(missing_docs, reason = "`Bits::Codec` says what they do")]
        impl<const LOW: i128, const HIGH: i128, C: Class> Codec<Ranged<$prim, LOW, HIGH, C>> {
            /// How many bits of the integer the field does not have.
            const SPARE: u32 = $raw::BITS - width(LOW, HIGH);

            #[inline(always)]
            pub const fn encode(self, value: Ranged<$prim, LOW, HIGH, C>) -> $raw {
                let bits = value.get() as $raw;
                if LOW < 0 {
                    // A negative number has ones above the bits of the field.
                    bits & ($raw::MAX >> Self::SPARE)
                } else {
                    bits
                }
            }

            #[inline(always)]
            const fn number(raw: $raw) -> $prim {
                if LOW < 0 {
                    ((raw << Self::SPARE) as $prim) >> Self::SPARE
                } else {
                    raw as $prim
                }
            }

            #[inline(always)]
            pub const fn decode(self, raw: $raw) -> Option<Ranged<$prim, LOW, HIGH, C>> {
                Ranged::<$prim, LOW, HIGH, C>::new(Self::number(raw))
            }

            #[inline(always)]
            pub const fn decode_all(self, raw: $raw) -> Ranged<$prim, LOW, HIGH, C> {
                Ranged::<$prim, LOW, HIGH, C>::nearest(Self::number(raw))
            }
        }

        // SAFETY: by its invariant it has the bytes of a `$prim`.
        #[diagnostic::do_not_recommend]
        unsafe impl<const LOW: i128, const HIGH: i128, C: Class> TryFits
            for Ranged<$prim, LOW, HIGH, C>
        {
            const SIGNED: bool = <$prim as TryFits>::SIGNED;
        }
    )* };
}

ranges! {
    u8 u8
    u16 u16
    u32 u32
    u64 u64
    usize usize
    i8 u8
    i16 u16
    i32 u32
    i64 u64
    isize usize
}

macro_rules! powers {
    ($($prim:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Bits for PowerOfTwo<$prim> {
            const WIDTH: u32 = $prim::BITS;
            const EXHAUSTIVE: bool = false;
            const EXACT: bool = false;
            type Raw = $prim;
            type Codec = Codec<Self>;
            const CODEC: Codec<Self> = Codec(PhantomData);
        }

        #[allow(missing_docs, reason = "`Bits::Codec` says what they do")]
        impl Codec<PowerOfTwo<$prim>> {
            #[inline(always)]
            pub const fn encode(self, value: PowerOfTwo<$prim>) -> $prim {
                value.get()
            }

            #[inline(always)]
            pub const fn decode(self, raw: $prim) -> Option<PowerOfTwo<$prim>> {
                PowerOfTwo::<$prim>::new(raw)
            }
        }

        // SAFETY: by its invariant it has the bytes of a `$prim`.
        #[diagnostic::do_not_recommend]
        unsafe impl TryFits for PowerOfTwo<$prim> {
            const SIGNED: bool = false;
        }
    )* };
}

powers!(u8 u16 u32 u64 usize);
