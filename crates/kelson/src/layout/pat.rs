// SPDX-License-Identifier: MIT OR Apache-2.0

//! Numbers of which the compiler knows the range: `pat!(u32 is 0..=999_999_999)`.
//!
//! What the language calls pattern types, on stable: [`Ranged`] for ranges, [`PowerOfTwo`] and
//! [`Alignment`] for powers of two. Each is laid out as the integer it is of, unless the macro has
//! `encoded`, leaves the values out of range to `Option`, and tells the optimizer what it knows.
//!
//! # Why it is sound
//!
//! A [`Ranged`] is made by `new_unchecked` alone, whose caller promises that the value is in range;
//! the safe functions look first. That the type itself makes sense, its storage included, is an
//! assertion which each function that makes a value evaluates, so that one with the wrong storage,
//! written out by hand, has no values. `get` then says to the optimizer what `new_unchecked` was
//! told.

mod alignment;
mod field;
mod power;
mod prim;
mod storage;

pub use alignment::Alignment;
pub use power::{
    PowerOfTwo,
    Unsigned, //
};
pub use prim::Prim;
pub use storage::*;

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
};

/// A range of an integer or of `char`, as a type; or a value of one.
///
/// ```
/// use kelson::pat;
///
/// type Nanos = pat!(u32 is 0..=999_999_999);
/// type Nice = pat!(i8 is -20..=19);
///
/// struct Time {
///     seconds: u64,
///     nanos: Nanos,
/// }
///
/// assert_eq!(Nanos::new(5).unwrap().get(), 5);
/// assert!(Nanos::new(1_000_000_000).is_none());
/// assert_eq!(pat!(-20 in Nice).checked_sub(1), None);
///
/// // `None` is one of the values that are out of range.
/// assert_eq!(size_of::<Option<Nanos>>(), 4);
/// assert_eq!(size_of::<Option<Time>>(), 16);
/// ```
///
/// # Syntax
///
/// `pat!(TYPE is LOW..=HIGH)`, wherever a type goes. The type is `u8` to `u64`, `i8` to `i64`,
/// `usize`, `isize` or `char`, or a name for one. The bounds are constant expressions of that type
/// without generic parameters. `LOW..END`, `LOW..`, `..=HIGH` and `..END` are ranges too.
///
/// Two macros with the same type and the same bounds, however written, are the same type.
///
/// `pat!(VALUE in TYPE)`, wherever an expression goes, is a constant of such a type. That it is in
/// range is checked in the build.
///
/// `pat!(encoded TYPE is LOW..=HIGH)` is for the ranges of two bytes or more that have 0 and leave
/// out less than a 256th of the type, in which `Option` finds no value for `None` otherwise. Such a
/// value is not kept as the integer that it is: what it is in memory is not fixed, and no business
/// of C, of a device or of a file.
///
/// ```
/// # use kelson::pat;
/// type Plain = pat!(u32 is 0..u32::MAX);
/// type Id = pat!(encoded u32 is 0..u32::MAX);
///
/// assert_eq!(size_of::<Option<Plain>>(), 8);
/// assert_eq!(size_of::<Option<Id>>(), 4);
/// assert_eq!(Id::new(7).map(Id::get), Some(7));
/// ```
///
/// # Generated code
///
/// A [`Ranged`], whose last parameter says how `Option` finds a value for `None`.
///
/// # What it does not do
///
/// - The patterns of a `match` are those of the integer: match on [`get`](Ranged::get).
/// - There is no `Default`, because 0 need not be in the range.
///
/// # Cost
///
/// None but for the check in `new`. Where the type is `encoded`, an xor with a constant when a value
/// is made and when it is read.
pub use kelson_macros::pat;

/// A `P` from `LOW` to `HIGH`; written [`pat!`](macro@crate::pat).
///
/// # Layout
///
/// The size, the alignment and the bytes are those of `P`. `Option<Ranged<..>>` has the size of `P`
/// too, unless the range takes up all but less than a 256th of the values of `P`, 0 among them. It
/// has it then as well where the type is `encoded`, and then the bytes are not those of `P`.
///
/// # Invariants
///
/// - `Self::SOUND` has been evaluated.
/// - The storage has the bytes of `value ^ Self::MASK`, of a `value` of `P` that is in the range.
#[repr(transparent)]
pub struct Ranged<P: Prim, const LOW: i128, const HIGH: i128, C: Class>(C::Of<P>);

/// A value was not in the range of the type that it should become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange(());

/// What a range says of itself, to functions that take any.
///
/// # Safety
///
/// It is implemented by [`Ranged`] alone.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a range",
    label = "expected a type that is made by `pat!`"
)]
pub unsafe trait AnyRange: Copy {
    /// The integer.
    type Prim: Prim;
    /// The number of the lowest value.
    const LOW: i128;
    /// The number of the highest value.
    const HIGH: i128;

    /// The value of this number.
    ///
    /// # Safety
    ///
    /// The number is from `LOW` to `HIGH`.
    #[doc(hidden)]
    unsafe fn from_wide(number: i128) -> Self;
}

// SAFETY: this is `Ranged`.
unsafe impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> AnyRange
    for Ranged<P, LOW, HIGH, C>
{
    type Prim = P;
    const LOW: i128 = LOW;
    const HIGH: i128 = HIGH;

    #[inline(always)]
    unsafe fn from_wide(number: i128) -> Self {
        const { Self::SOUND }
        // SAFETY: the number is in range, and by `SOUND` those are numbers of `P`.
        let value = unsafe { P::from_wide(number) };
        let kept = value.xor(Self::MASK);
        // SAFETY: by `Class` the storage has the size of `P`, and is valid for what it covers.
        // INVARIANT: the value is in range.
        Ranged(unsafe { transmute_copy(&kept) })
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> Ranged<P, LOW, HIGH, C> {
    /// That the bounds are values of `P`, and the storage is valid for all that are between them.
    const SOUND: () = {
        let is_sound = P::LOWEST <= LOW
            && LOW <= HIGH
            && HIGH <= P::HIGHEST
            && !(P::IS_CHAR && (is_surrogate(LOW) || is_surrogate(HIGH)))
            && storage::covers::<P>(C::KIND, LOW, HIGH)
            && size_of::<C::Of<P>>() == size_of::<P>()
            && align_of::<C::Of<P>>() == align_of::<P>();
        if !is_sound {
            Text::new()
                .str("the parameters do not go together: write the type by `pat!`")
                .panic()
        }
    };

    /// What a value is xored with in memory: 0 but for `encoded`.
    const MASK: i128 = storage::mask::<P>(C::KIND);

    /// That a value is in range.
    #[track_caller]
    const fn require_in_range(number: i128) {
        if number < LOW || HIGH < number {
            Text::new()
                .str("`")
                .value::<P>(number)
                .str("` is not in `")
                .range::<P>(LOW, HIGH)
                .str("`")
                .panic()
        }
    }

    /// The value of `P`. For all that is not constant; see `get`.
    #[inline(always)]
    fn value(self) -> P {
        // SAFETY: by `Class` the storage has the size of `P` and no padding, and by the invariant
        // these are the bytes of a `P`.
        let kept: P = unsafe { transmute_copy(&self.0) };
        let value = kept.xor(Self::MASK);
        // SAFETY: by the invariant.
        unsafe { assert_unchecked(LOW <= value.to_wide() && value.to_wide() <= HIGH) };
        value
    }

    /// The same value in a range that has all of this one, of the same or of another integer.
    ///
    /// ```
    /// # use kelson::pat;
    /// type Percent = pat!(u8 is 0..=100);
    /// type PerMille = pat!(u32 is 0..=1000);
    ///
    /// let wide: PerMille = Percent::of::<50>().widen();
    /// assert_eq!(wide.get(), 50);
    /// ```
    ///
    /// That it has all of this one is checked in the build. For other ranges there is
    /// [`narrow`](Self::narrow).
    #[inline(always)]
    #[must_use]
    pub fn widen<R: AnyRange>(self) -> R {
        const {
            if LOW < R::LOW || R::HIGH < HIGH || P::IS_CHAR != R::Prim::IS_CHAR {
                Text::new()
                    .str("`")
                    .range::<P>(LOW, HIGH)
                    .str("` is not within `")
                    .range::<R::Prim>(R::LOW, R::HIGH)
                    .str("`: use `narrow`, which may fail")
                    .panic()
            }
        }
        // SAFETY: the value is in this range, and so in the other.
        unsafe { R::from_wide(self.value().to_wide()) }
    }

    /// The same value in another range, if it is in that.
    ///
    /// ```
    /// # use kelson::pat;
    /// type Port = pat!(u16 is 1..);
    /// type Privileged = pat!(u16 is 1..1024);
    ///
    /// assert!(Port::of::<8080>().narrow::<Privileged>().is_none());
    /// ```
    #[inline(always)]
    #[must_use]
    pub fn narrow<R: AnyRange>(self) -> Option<R> {
        const {
            assert!(
                P::IS_CHAR == R::Prim::IS_CHAR,
                "a character is no number, nor the reverse"
            )
        }
        let number = self.value().to_wide();
        if R::LOW <= number && number <= R::HIGH {
            // SAFETY: just checked.
            Some(unsafe { R::from_wide(number) })
        } else {
            None
        }
    }
}

const fn is_surrogate(number: i128) -> bool {
    0xD800 <= number && number <= 0xDFFF
}

/// What is constant, which no trait can be on stable, for each type.
macro_rules! ranged {
    ($($prim:ident: $number:ident => $of_number:expr $(, ^ $integer:ident)?;)*) => { $(
        impl<const LOW: i128, const HIGH: i128, C: Class> Ranged<$prim, LOW, HIGH, C> {
            const FIRST: $prim = { let $number = LOW; $of_number };
            const LAST: $prim = { let $number = HIGH; $of_number };

            /// The lowest value.
            // SAFETY: it is in range, for `SOUND` says that the range has values.
            pub const MIN: Self = unsafe { Self::new_unchecked(Self::FIRST) };

            /// The highest value.
            // SAFETY: it is in range, for `SOUND` says that the range has values.
            pub const MAX: Self = unsafe { Self::new_unchecked(Self::LAST) };

            /// The value, if it is in range.
            #[inline(always)]
            #[must_use]
            pub const fn new(value: $prim) -> Option<Self> {
                if Self::FIRST <= value && value <= Self::LAST {
                    // SAFETY: just checked.
                    Some(unsafe { Self::new_unchecked(value) })
                } else {
                    None
                }
            }

            /// The value, which the build checks.
            #[inline(always)]
            #[must_use]
            pub const fn of<const VALUE: $prim>() -> Self {
                const { Self::require_in_range(VALUE as i128) }
                // SAFETY: checked in the build.
                unsafe { Self::new_unchecked(VALUE) }
            }

            /// What `pat!(VALUE in TYPE)` makes, in a constant.
            #[doc(hidden)]
            #[inline(always)]
            #[must_use]
            #[track_caller]
            pub const fn constant(value: $prim) -> Self {
                Self::require_in_range(value as i128);
                // SAFETY: just checked.
                unsafe { Self::new_unchecked(value) }
            }

            /// The value in range that is nearest to this one.
            #[inline(always)]
            #[must_use]
            pub const fn nearest(value: $prim) -> Self {
                if value < Self::FIRST {
                    Self::MIN
                } else if Self::LAST < value {
                    Self::MAX
                } else {
                    // SAFETY: it is neither below nor above.
                    unsafe { Self::new_unchecked(value) }
                }
            }

            /// The value, which is in range.
            ///
            /// # Safety
            ///
            /// The value is in range.
            #[inline(always)]
            #[must_use]
            pub const unsafe fn new_unchecked(value: $prim) -> Self {
                const { Self::SOUND }
                let kept = value $(^ Self::MASK as $integer)?;
                // SAFETY: by `Class` the storage has the size of the integer, and is valid for the
                // values that it covers, which by `SOUND` are those in range.
                // INVARIANT: by the caller's promise.
                Ranged(unsafe { transmute_copy(&kept) })
            }

            /// The value, of which the optimizer is told that it is in range.
            #[inline(always)]
            #[must_use]
            pub const fn get(self) -> $prim {
                // SAFETY: by `Class` the storage has the size of the integer and no padding, and by
                // the invariant these are the bytes of one.
                let kept: $prim = unsafe { transmute_copy(&self.0) };
                let value = kept $(^ Self::MASK as $integer)?;
                // SAFETY: by the invariant.
                unsafe { assert_unchecked(Self::FIRST <= value && value <= Self::LAST) };
                value
            }
        }

        impl<const LOW: i128, const HIGH: i128, C: Class> From<Ranged<$prim, LOW, HIGH, C>>
            for $prim
        {
            #[inline(always)]
            fn from(of: Ranged<$prim, LOW, HIGH, C>) -> Self {
                of.get()
            }
        }
    )* };
}

ranged! {
    u8: number => number as u8, ^ u8;
    u16: number => number as u16, ^ u16;
    u32: number => number as u32, ^ u32;
    u64: number => number as u64, ^ u64;
    usize: number => number as usize, ^ usize;
    i8: number => number as i8, ^ i8;
    i16: number => number as i16, ^ i16;
    i32: number => number as i32, ^ i32;
    i64: number => number as i64, ^ i64;
    isize: number => number as isize, ^ isize;
    char: number => char::from_u32(number as u32).expect("a bound is no character");
}

/// Calculation that stays in range.
macro_rules! calculate {
    ($($prim:ident $unsigned:ident)*) => { $(
        impl<const LOW: i128, const HIGH: i128, C: Class> Ranged<$prim, LOW, HIGH, C> {
            /// How many values are above the lowest.
            const ABOVE: $unsigned = (Self::LAST as $unsigned).wrapping_sub(Self::FIRST as $unsigned);

            /// `self + by`, if that is in range.
            #[inline(always)]
            #[must_use]
            pub const fn checked_add(self, by: $prim) -> Option<Self> {
                match self.get().checked_add(by) {
                    Some(value) => Self::new(value),
                    None => None,
                }
            }

            /// `self - by`, if that is in range.
            #[inline(always)]
            #[must_use]
            pub const fn checked_sub(self, by: $prim) -> Option<Self> {
                match self.get().checked_sub(by) {
                    Some(value) => Self::new(value),
                    None => None,
                }
            }

            /// `self * by`, if that is in range.
            #[inline(always)]
            #[must_use]
            pub const fn checked_mul(self, by: $prim) -> Option<Self> {
                match self.get().checked_mul(by) {
                    Some(value) => Self::new(value),
                    None => None,
                }
            }

            /// The value in range that is nearest to `self + by`.
            #[inline(always)]
            #[must_use]
            pub const fn saturating_add(self, by: $prim) -> Self {
                Self::nearest(self.get().saturating_add(by))
            }

            /// The value in range that is nearest to `self - by`.
            #[inline(always)]
            #[must_use]
            pub const fn saturating_sub(self, by: $prim) -> Self {
                Self::nearest(self.get().saturating_sub(by))
            }

            /// The value in range that is nearest to `self * by`.
            #[inline(always)]
            #[must_use]
            pub const fn saturating_mul(self, by: $prim) -> Self {
                Self::nearest(self.get().saturating_mul(by))
            }

            /// `self + by`, where the lowest value follows the highest, as in a ring.
            #[inline(always)]
            #[must_use]
            pub const fn wrapping_add(self, by: $prim) -> Self {
                self.forward(Self::steps(by))
            }

            /// `self - by`, where the highest value is before the lowest, as in a ring.
            #[inline(always)]
            #[must_use]
            pub const fn wrapping_sub(self, by: $prim) -> Self {
                self.forward(Self::opposite(Self::steps(by)))
            }

            /// How many values forward `by` leads, at most `ABOVE`.
            #[inline(always)]
            const fn steps(by: $prim) -> $unsigned {
                let Some(count) = Self::ABOVE.checked_add(1) else {
                    return by as $unsigned;
                };
                #[allow(unused_comparisons, reason = "some of the types have no sign")]
                if by < 0 {
                    Self::opposite((by as $unsigned).wrapping_neg() % count)
                } else {
                    by as $unsigned % count
                }
            }

            /// As many steps, the other way around.
            #[inline(always)]
            const fn opposite(steps: $unsigned) -> $unsigned {
                if steps == 0 {
                    0
                } else {
                    Self::ABOVE - (steps - 1)
                }
            }

            /// `steps`, at most `ABOVE`, forward in the ring.
            #[inline(always)]
            const fn forward(self, steps: $unsigned) -> Self {
                let at = (self.get() as $unsigned).wrapping_sub(Self::FIRST as $unsigned);
                // So as not to overflow where the sum does not fit.
                let at = if steps <= Self::ABOVE - at {
                    at + steps
                } else {
                    steps - (Self::ABOVE - at) - 1
                };
                let value = (Self::FIRST as $unsigned).wrapping_add(at) as $prim;
                // SAFETY: `at` is at most `ABOVE`: either that was just seen, or it is less than
                // `steps`, which is.
                unsafe { Self::new_unchecked(value) }
            }
        }

        impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> TryFrom<$prim>
            for Ranged<P, LOW, HIGH, C>
        {
            type Error = OutOfRange;

            #[inline(always)]
            fn try_from(value: $prim) -> Result<Self, OutOfRange> {
                const { assert!(!P::IS_CHAR, "a number is no character") }
                Self::from_number(value as i128)
            }
        }
    )* };
}

calculate! {
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

impl<const LOW: i128, const HIGH: i128, C: Class> TryFrom<char> for Ranged<char, LOW, HIGH, C> {
    type Error = OutOfRange;

    #[inline(always)]
    fn try_from(value: char) -> Result<Self, OutOfRange> {
        Self::new(value).ok_or(OutOfRange(()))
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> Ranged<P, LOW, HIGH, C> {
    #[inline(always)]
    fn from_number(number: i128) -> Result<Self, OutOfRange> {
        if LOW <= number && number <= HIGH {
            // SAFETY: just checked.
            Ok(unsafe { Self::from_wide(number) })
        } else {
            Err(OutOfRange(()))
        }
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> Clone for Ranged<P, LOW, HIGH, C> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> Copy for Ranged<P, LOW, HIGH, C> {}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> PartialEq for Ranged<P, LOW, HIGH, C> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.value() == other.value()
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> Eq for Ranged<P, LOW, HIGH, C> {}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> PartialOrd for Ranged<P, LOW, HIGH, C> {
    #[inline(always)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> Ord for Ranged<P, LOW, HIGH, C> {
    #[inline(always)]
    fn cmp(&self, other: &Self) -> Ordering {
        self.value().cmp(&other.value())
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> Hash for Ranged<P, LOW, HIGH, C> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value().hash(state);
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> fmt::Debug for Ranged<P, LOW, HIGH, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.value(), f)
    }
}

impl<P: Prim, const LOW: i128, const HIGH: i128, C: Class> fmt::Display
    for Ranged<P, LOW, HIGH, C>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}

impl<P: Prim + fmt::LowerHex, const LOW: i128, const HIGH: i128, C: Class> fmt::LowerHex
    for Ranged<P, LOW, HIGH, C>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::LowerHex::fmt(&self.value(), f)
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value is out of range")
    }
}

impl core::error::Error for OutOfRange {}
