// SPDX-License-Identifier: MIT OR Apache-2.0

//! `Bounded<T, N>`: an integer of which only `N` bits are in use.

use super::{
    convert::{
        self,
        Fits,
        TryFits, //
    },
    integer::{
        Integer,
        Is,
        Unsigned, //
    },
};
use core::{
    cmp::Ordering,
    fmt,
    hash::{
        Hash,
        Hasher, //
    },
    ops::{
        self,
        Deref, //
    },
};

/// An integer that `N` bits can represent, and so the value of a field of `N` bits.
///
/// Signed integers are in two's complement: a `Bounded<i8, 4>` is one of -8 to 7.
///
/// ```
/// use kelson::bitfield::Bounded;
///
/// const V: Bounded<u16, 4> = Bounded::<u16, 4>::new::<15>();
/// assert!(V == 15 && V > 3 && V + 1 == 16);
/// assert_eq!(u8::from(V), 15);
///
/// assert!(Bounded::<u16, 4>::try_new(16).is_none());
/// assert_eq!(Bounded::<u16, 4>::truncate(0xabc).get(), 0xc);
/// assert_eq!(Bounded::<i16, 4>::truncate(0xabc).get(), -4);
/// ```
///
/// Names and meaning are those of `kernel::num::Bounded` in Linux 7.3. There is more that is `const`,
/// and there are `u128` and `i128`.
///
/// # Invariants
///
/// `N` is at least 1 and at most `T::BITS`, and `N` bits can represent the value.
#[derive(Clone, Copy, Default)]
#[repr(transparent)]
pub struct Bounded<T: Integer, const N: u32>(T);

macro_rules! constructors {
    ($($integer:ident)+) => {$(
        impl<const N: u32> Bounded<$integer, N> {
            /// The constant `VALUE`.
            ///
            /// That `N` bits can represent it is checked when the program is built.
            #[inline(always)]
            #[must_use]
            pub const fn new<const VALUE: $integer>() -> Self {
                const {
                    assert!(
                        Self::truncate(VALUE).0 == VALUE,
                        "the constant does not fit the bits of the field"
                    )
                };
                // INVARIANT: this was just checked.
                Bounded(VALUE)
            }

            /// The value, if `N` bits can represent it.
            #[inline(always)]
            #[must_use]
            pub const fn try_new(value: $integer) -> Option<Self> {
                match Self::truncate(value).0 == value {
                    // INVARIANT: this was just checked.
                    true => Some(Bounded(value)),
                    false => None,
                }
            }

            /// The lowest `N` bits of the value, whatever is above them.
            #[inline(always)]
            #[must_use]
            pub const fn truncate(value: $integer) -> Self {
                const {
                    assert!(
                        N != 0 && N <= $integer::BITS,
                        "a field has at least one bit, and no more than its integer"
                    )
                };
                let spare = $integer::BITS - N;
                // INVARIANT: of a signed integer, this is the number in the lowest bits.
                Bounded((value << spare) >> spare)
            }

            /// The value, which fits because of its type.
            #[inline(always)]
            #[must_use]
            pub const fn from_fitting<V: Fits<$integer, N>>(value: V) -> Self {
                // INVARIANT: as `Fits` promises.
                Bounded(match convert::is_signed::<$integer>() {
                    // SAFETY: as `Fits` promises.
                    true => (unsafe { convert::read_signed(value) }) as $integer,
                    // SAFETY: as `Fits` promises.
                    false => (unsafe { convert::read_unsigned(value) }) as $integer,
                })
            }

            /// The value, if `N` bits can represent it.
            #[inline(always)]
            #[must_use]
            pub const fn try_fit<V: TryFits>(value: V) -> Option<Self> {
                match Self::has_room_for(value) {
                    true => Some(Self::lowest_of(value)),
                    false => None,
                }
            }

            /// Whether `N` bits can represent the value.
            #[doc(hidden)]
            #[inline(always)]
            pub const fn has_room_for<V: TryFits>(value: V) -> bool {
                let is_signed = convert::is_signed::<$integer>();
                let max = u128::MAX >> (128 - N + is_signed as u32);
                if !V::SIGNED {
                    // SAFETY: as `TryFits` promises.
                    return (unsafe { convert::read_unsigned(value) }) <= max;
                }
                // SAFETY: as `TryFits` promises.
                let wide = unsafe { convert::read_signed(value) };
                match wide < 0 {
                    true => is_signed && !wide as u128 <= max,
                    false => wide as u128 <= max,
                }
            }

            /// The lowest `N` bits of the value.
            #[doc(hidden)]
            #[inline(always)]
            pub const fn lowest_of<V: TryFits>(value: V) -> Self {
                Self::truncate(match V::SIGNED {
                    // SAFETY: as `TryFits` promises.
                    true => (unsafe { convert::read_signed(value) }) as $integer,
                    // SAFETY: as `TryFits` promises.
                    false => (unsafe { convert::read_unsigned(value) }) as $integer,
                })
            }
        }
    )+};
}

constructors!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl<T: Integer, const N: u32> Bounded<T, N> {
    /// A value that `N` bits can represent.
    #[inline(always)]
    pub(super) fn in_range(value: T) -> Self {
        const {
            assert!(
                N != 0 && N <= T::BITS,
                "a field has at least one bit, and no more than its integer"
            )
        };
        // INVARIANT: the caller, a conversion of this module's siblings, knows it from the type.
        Bounded(value)
    }

    /// The value, if the optimizer proves that `N` bits can represent it. If it does not,
    /// the program does not link.
    ///
    /// See [`build_assert!`](crate::build_assert) for what that takes.
    // Generic, unlike those above that are `const`: as in the kernel, `T` is inferred from the value.
    #[inline(always)]
    #[must_use]
    pub fn from_expr(value: T) -> Self
    where
        T: PartialEq + ops::Shl<u32, Output = T> + ops::Shr<u32, Output = T>,
    {
        const {
            assert!(
                N != 0 && N <= T::BITS,
                "a field has at least one bit, and no more than its integer"
            )
        };
        let spare = T::BITS - N;
        crate::build_assert!(
            (value << spare) >> spare == value,
            "the value may not fit the bits of the field"
        );
        // INVARIANT: this was just checked.
        Bounded(value)
    }

    /// The value.
    #[inline(always)]
    #[must_use]
    pub const fn get(self) -> T {
        self.0
    }

    /// The value, of which more bits may be in use.
    #[inline(always)]
    #[must_use]
    pub const fn extend<const M: u32>(self) -> Bounded<T, M> {
        const {
            assert!(
                M >= N && M <= T::BITS,
                "the value has more bits than it is given"
            )
        };
        // INVARIANT: what `N` bits represent, more bits do too.
        Bounded(self.0)
    }

    /// The value, if `M` bits can represent it.
    #[inline(always)]
    #[must_use]
    pub fn try_shrink<const M: u32>(self) -> Option<Bounded<T, M>>
    where
        T: PartialEq + ops::Shl<u32, Output = T> + ops::Shr<u32, Output = T>,
    {
        const {
            assert!(
                M != 0 && M <= T::BITS,
                "a field has at least one bit, and no more than its integer"
            )
        };
        let spare = T::BITS - M;
        // INVARIANT: the bits that are cut off made no difference.
        ((self.0 << spare) >> spare == self.0).then_some(Bounded(self.0))
    }

    /// The value shifted to the left, of which more bits may be in use.
    #[inline(always)]
    #[must_use]
    pub fn shl<const SHIFT: u32, const M: u32>(self) -> Bounded<T, M>
    where
        T: ops::Shl<u32, Output = T>,
    {
        const {
            assert!(
                N + SHIFT <= M && M <= T::BITS,
                "the shifted value has more bits than it is given"
            )
        };
        // INVARIANT: each bit of the shift is one more bit in use.
        Bounded(self.0 << SHIFT)
    }

    /// The value shifted to the right, of which fewer bits may be in use.
    #[inline(always)]
    #[must_use]
    pub fn shr<const SHIFT: u32, const M: u32>(self) -> Bounded<T, M>
    where
        T: ops::Shr<u32, Output = T>,
    {
        const {
            assert!(
                M != 0 && SHIFT < T::BITS && N <= M + SHIFT && M <= T::BITS,
                "the shifted value has more bits than it is given"
            )
        };
        // INVARIANT: each bit of the shift is one less bit in use.
        Bounded(self.0 >> SHIFT)
    }

    /// The value shifted to the right, if no bit that is set is shifted out.
    #[inline(always)]
    #[must_use]
    pub fn shr_exact<const SHIFT: u32, const M: u32>(self) -> Option<Bounded<T, M>>
    where
        T: PartialEq + ops::Shl<u32, Output = T> + ops::Shr<u32, Output = T>,
    {
        let shifted = self.shr::<SHIFT, M>();
        (shifted.0 << SHIFT == self.0).then_some(shifted)
    }

    /// The same value in an integer of another size.
    #[inline(always)]
    #[must_use]
    pub fn cast<U: Integer<Signedness = T::Signedness>>(self) -> Bounded<U, N> {
        const {
            assert!(
                N <= U::BITS,
                "the other integer has fewer bits than the field"
            )
        };
        // INVARIANT: `U` has `N` bits and represents the value alike.
        Bounded(U::cut(self.0.wide()))
    }
}

impl<T: Is<Unsigned>> Bounded<T, 1> {
    /// Whether the bit is set.
    #[inline(always)]
    #[must_use]
    pub fn into_bool(self) -> bool {
        self.into()
    }
}

impl<T: Integer, const N: u32> Deref for Bounded<T, N> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

// SAFETY: it is laid out as `T`, an integer, whose value `N` bits can represent.
unsafe impl<T: Integer, const N: u32> Fits<T, N> for Bounded<T, N> {}

impl<T, U, const N: u32, const M: u32> PartialEq<Bounded<U, M>> for Bounded<T, N>
where
    T: Integer + PartialEq<U>,
    U: Integer,
{
    #[inline(always)]
    fn eq(&self, other: &Bounded<U, M>) -> bool {
        self.0 == other.0
    }
}

impl<T: Integer + Eq, const N: u32> Eq for Bounded<T, N> {}

impl<T, U, const N: u32, const M: u32> PartialOrd<Bounded<U, M>> for Bounded<T, N>
where
    T: Integer + PartialOrd<U>,
    U: Integer,
{
    #[inline(always)]
    fn partial_cmp(&self, other: &Bounded<U, M>) -> Option<Ordering> {
        self.0.partial_cmp(&other.0)
    }
}

impl<T: Integer + Ord, const N: u32> Ord for Bounded<T, N> {
    #[inline(always)]
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T: Integer + PartialEq, const N: u32> PartialEq<T> for Bounded<T, N> {
    #[inline(always)]
    fn eq(&self, other: &T) -> bool {
        self.0 == *other
    }
}

impl<T: Integer + PartialOrd, const N: u32> PartialOrd<T> for Bounded<T, N> {
    #[inline(always)]
    fn partial_cmp(&self, other: &T) -> Option<Ordering> {
        self.0.partial_cmp(other)
    }
}

impl<T: Integer + Hash, const N: u32> Hash for Bounded<T, N> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

// The result is a plain integer: the sum of two values of four bits may have five.
macro_rules! operators {
    ($($operator:ident $method:ident)+) => {$(
        impl<T, const N: u32, const M: u32> ops::$operator<Bounded<T, M>> for Bounded<T, N>
        where
            T: Integer + ops::$operator<Output = T>,
        {
            type Output = T;

            #[inline(always)]
            fn $method(self, other: Bounded<T, M>) -> T {
                self.0.$method(other.0)
            }
        }

        impl<T, const N: u32> ops::$operator<T> for Bounded<T, N>
        where
            T: Integer + ops::$operator<Output = T>,
        {
            type Output = T;

            #[inline(always)]
            fn $method(self, other: T) -> T {
                self.0.$method(other)
            }
        }
    )+};
}

operators!(Add add Sub sub Mul mul Div div Rem rem BitAnd bitand BitOr bitor BitXor bitxor);

macro_rules! unary_operators {
    ($($operator:ident $method:ident)+) => {$(
        impl<T: Integer + ops::$operator<Output = T>, const N: u32> ops::$operator for Bounded<T, N> {
            type Output = T;

            #[inline(always)]
            fn $method(self) -> T {
                self.0.$method()
            }
        }
    )+};
}

unary_operators!(Neg neg Not not);

macro_rules! formats {
    ($($format:ident)+) => {$(
        impl<T: Integer + fmt::$format, const N: u32> fmt::$format for Bounded<T, N> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

formats!(Debug Display Binary Octal LowerHex UpperHex LowerExp UpperExp);
