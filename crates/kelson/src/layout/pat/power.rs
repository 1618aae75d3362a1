// SPDX-License-Identifier: MIT OR Apache-2.0

//! Powers of two.

use super::OutOfRange;
use crate::text::Text;
use core::{
    cmp::Ordering,
    fmt,
    hash::{
        Hash,
        Hasher, //
    },
    hint::assert_unchecked,
    mem::transmute_copy,
    num::NonZero,
    ops::{
        Div,
        Rem, //
    },
};

/// An unsigned integer, of which there are powers of two.
///
/// # Safety
///
/// `Exact` has the size and the alignment of this type, and is valid for the powers of two.
#[diagnostic::on_unimplemented(
    message = "there is no `PowerOfTwo<{Self}>`",
    label = "not an unsigned integer of up to 64 bits",
    note = "powers of two are of `u8`, `u16`, `u32`, `u64` and `usize`"
)]
pub unsafe trait Unsigned: super::Prim {
    /// The storage that has a value for each power of two and no other.
    #[doc(hidden)]
    type Exact: Copy;
}

/// A power of two, by which a division is a shift and a remainder is a mask.
///
/// ```
/// use kelson::PowerOfTwo;
///
/// struct Ring {
///     slots: PowerOfTwo<u32>,
///     head: u32,
/// }
///
/// let ring = Ring { slots: PowerOfTwo::<u32>::of::<64>(), head: 130 };
/// assert_eq!(ring.head % ring.slots, 2);
/// assert_eq!(ring.head / ring.slots, 2);
/// assert_eq!(ring.slots.align_up(ring.head), Some(192));
/// assert!(PowerOfTwo::<u32>::new(48).is_none());
/// assert_eq!(size_of::<Option<PowerOfTwo<u32>>>(), 4);
/// ```
///
/// # Layout
///
/// The size, the alignment and the bytes are those of `T`; it is never 0, nor any other number that
/// is no power of two, and each of them can be a `None`.
///
/// # Invariants
///
/// The storage has the bytes of a power of two. It is valid for no others.
#[repr(transparent)]
pub struct PowerOfTwo<T: Unsigned>(T::Exact);

/// The powers of two of an integer type of so many bits, as an enum of the same layout. Each width adds its half.
macro_rules! exact {
    ($prim:ident $exact:ident 64) => {
        exact! { $prim $exact 32
            P32 32 P33 33 P34 34 P35 35 P36 36 P37 37 P38 38 P39 39
            P40 40 P41 41 P42 42 P43 43 P44 44 P45 45 P46 46 P47 47
            P48 48 P49 49 P50 50 P51 51 P52 52 P53 53 P54 54 P55 55
            P56 56 P57 57 P58 58 P59 59 P60 60 P61 61 P62 62 P63 63
        }
    };
    ($prim:ident $exact:ident 32 $($more:tt)*) => {
        exact! { $prim $exact 16
            P16 16 P17 17 P18 18 P19 19 P20 20 P21 21 P22 22 P23 23
            P24 24 P25 25 P26 26 P27 27 P28 28 P29 29 P30 30 P31 31
            $($more)*
        }
    };
    ($prim:ident $exact:ident 16 $($more:tt)*) => {
        exact! { $prim $exact 8
            P8 8 P9 9 P10 10 P11 11 P12 12 P13 13 P14 14 P15 15
            $($more)*
        }
    };
    ($prim:ident $exact:ident 8 $($more:tt)*) => {
        exact! { @ $prim $exact
            P0 0 P1 1 P2 2 P3 3 P4 4 P5 5 P6 6 P7 7
            $($more)*
        }
    };
    (@ $prim:ident $exact:ident $($name:ident $exponent:literal)*) => {
        /// The powers of two.
        #[allow(dead_code, reason = "the variants are there so that their bytes are valid")]
        #[allow(
            clippy::enum_clike_unportable_variant,
            reason = "`usize` has one for each width it can have, and the target chooses"
        )]
        #[derive(Clone, Copy)]
        #[repr($prim)]
        pub enum $exact {
            $($name = 1 << $exponent,)*
        }
    };
}

exact!(u8 Exact8 8);
exact!(u16 Exact16 16);
exact!(u32 Exact32 32);
exact!(u64 Exact64 64);
// Of its own integer, without a cast to another one, of which the optimizer makes less.
#[cfg(target_pointer_width = "16")]
exact!(usize ExactSize 16);
#[cfg(target_pointer_width = "32")]
exact!(usize ExactSize 32);
#[cfg(target_pointer_width = "64")]
exact!(usize ExactSize 64);

macro_rules! powers {
    ($($prim:ident $exact:ident)*) => { $(
        // SAFETY: by `repr` it is laid out as the integer, and it has a variant for each power.
        unsafe impl Unsigned for $prim {
            type Exact = $exact;
        }

        impl PowerOfTwo<$prim> {
            /// The number, if it is a power of two.
            #[inline(always)]
            #[must_use]
            pub const fn new(value: $prim) -> Option<Self> {
                if value.is_power_of_two() {
                    // SAFETY: just checked.
                    Some(unsafe { Self::new_unchecked(value) })
                } else {
                    None
                }
            }

            /// The number, which the build checks.
            #[inline(always)]
            #[must_use]
            pub const fn of<const VALUE: $prim>() -> Self {
                const {
                    if !VALUE.is_power_of_two() {
                        Text::new()
                            .str("`")
                            .number(VALUE as i128)
                            .str("` is not a power of two")
                            .panic()
                    }
                }
                // SAFETY: checked in the build.
                unsafe { Self::new_unchecked(VALUE) }
            }

            /// The number, which is a power of two.
            ///
            /// # Safety
            ///
            /// It is a power of two.
            #[inline(always)]
            #[must_use]
            pub const unsafe fn new_unchecked(value: $prim) -> Self {
                // SAFETY: the enum is laid out as the integer, and valid for a power of two, which
                // the caller promises it is.
                PowerOfTwo(unsafe { transmute_copy(&value) })
            }

            /// 2 to the power of `exponent`, if there is such a number.
            #[inline(always)]
            #[must_use]
            pub const fn from_log2(exponent: u32) -> Option<Self> {
                if exponent < $prim::BITS {
                    // SAFETY: it is a power of two that has just been seen to fit.
                    Some(unsafe { Self::new_unchecked(1 << exponent) })
                } else {
                    None
                }
            }

            /// The least power of two that is not below `value`, if there is one.
            #[inline(always)]
            #[must_use]
            pub const fn at_least(value: $prim) -> Option<Self> {
                match value.checked_next_power_of_two() {
                    // SAFETY: that is what the function returns.
                    Some(value) => Some(unsafe { Self::new_unchecked(value) }),
                    None => None,
                }
            }

            /// The number, of which the optimizer is told that it is a power of two.
            #[inline(always)]
            #[must_use]
            pub const fn get(self) -> $prim {
                let value = self.0 as $prim;
                // SAFETY: by the invariant.
                unsafe { assert_unchecked(value.is_power_of_two()) };
                value
            }

            /// The number, as one that is not 0.
            #[inline(always)]
            #[must_use]
            pub const fn as_nonzero(self) -> NonZero<$prim> {
                // SAFETY: 0 is no power of two.
                unsafe { NonZero::new_unchecked(self.get()) }
            }

            /// The exponent.
            #[inline(always)]
            #[must_use]
            pub const fn log2(self) -> u32 {
                self.as_nonzero().trailing_zeros()
            }

            /// The number less one: the bits of a remainder.
            #[inline(always)]
            #[must_use]
            pub const fn mask(self) -> $prim {
                self.get() - 1
            }

            /// Whether `value` is a multiple.
            #[inline(always)]
            #[must_use]
            pub const fn is_aligned(self, value: $prim) -> bool {
                value & self.mask() == 0
            }

            /// The greatest multiple that is not above `value`.
            #[inline(always)]
            #[must_use]
            pub const fn align_down(self, value: $prim) -> $prim {
                value & !self.mask()
            }

            /// The least multiple that is not below `value`, if it fits.
            #[inline(always)]
            #[must_use]
            pub const fn align_up(self, value: $prim) -> Option<$prim> {
                match value.checked_add(self.mask()) {
                    Some(value) => Some(self.align_down(value)),
                    None => None,
                }
            }
        }

        impl Div<PowerOfTwo<$prim>> for $prim {
            type Output = $prim;

            #[inline(always)]
            #[allow(clippy::suspicious_arithmetic_impl, reason = "it is what a division comes to")]
            fn div(self, by: PowerOfTwo<$prim>) -> $prim {
                self >> by.log2()
            }
        }

        impl Rem<PowerOfTwo<$prim>> for $prim {
            type Output = $prim;

            #[inline(always)]
            #[allow(clippy::suspicious_arithmetic_impl, reason = "it is what a remainder comes to")]
            fn rem(self, by: PowerOfTwo<$prim>) -> $prim {
                self & by.mask()
            }
        }

        impl From<PowerOfTwo<$prim>> for $prim {
            #[inline(always)]
            fn from(of: PowerOfTwo<$prim>) -> $prim {
                of.get()
            }
        }

        impl From<PowerOfTwo<$prim>> for NonZero<$prim> {
            #[inline(always)]
            fn from(of: PowerOfTwo<$prim>) -> NonZero<$prim> {
                of.as_nonzero()
            }
        }

        impl TryFrom<$prim> for PowerOfTwo<$prim> {
            type Error = OutOfRange;

            #[inline(always)]
            fn try_from(value: $prim) -> Result<Self, OutOfRange> {
                Self::new(value).ok_or(OutOfRange(()))
            }
        }
    )* };
}

powers! {
    u8 Exact8
    u16 Exact16
    u32 Exact32
    u64 Exact64
    usize ExactSize
}

impl<T: Unsigned> PowerOfTwo<T> {
    /// The number. For all that is not constant; see `get`.
    #[inline(always)]
    fn value(self) -> T {
        // SAFETY: by `Unsigned` the storage is laid out as `T`, for which all bytes are valid.
        unsafe { transmute_copy(&self.0) }
    }
}

impl<T: Unsigned> Clone for PowerOfTwo<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Unsigned> Copy for PowerOfTwo<T> {}

impl<T: Unsigned> PartialEq for PowerOfTwo<T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.value() == other.value()
    }
}

impl<T: Unsigned> Eq for PowerOfTwo<T> {}

impl<T: Unsigned> PartialOrd for PowerOfTwo<T> {
    #[inline(always)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Unsigned> Ord for PowerOfTwo<T> {
    #[inline(always)]
    fn cmp(&self, other: &Self) -> Ordering {
        self.value().cmp(&other.value())
    }
}

impl<T: Unsigned> Hash for PowerOfTwo<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value().hash(state);
    }
}

impl<T: Unsigned> fmt::Debug for PowerOfTwo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.value(), f)
    }
}

impl<T: Unsigned> fmt::Display for PowerOfTwo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}
