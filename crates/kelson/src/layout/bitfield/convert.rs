// SPDX-License-Identifier: MIT OR Apache-2.0

//! Which values fit a field: by their type, or when they are tried.

use super::{
    bounded::Bounded,
    integer::{
        Integer,
        Is,
        Signed,
        Unsigned, //
    },
};

/// A type whose every value fits `N` bits of a `T`: a field's `with_` and `set_` take such values.
///
/// The unsigned integers fit unsigned fields of at least their size, the signed ones signed fields,
/// `bool` every unsigned field, and [`Bounded<T, N>`](Bounded) what its name says.
///
/// It promises how values are laid out, and not a method that converts them, because in a `const fn`
/// nobody can call the method of a trait.
///
/// # Safety
///
/// In memory a value is an integer of 1, 2, 4, 8 or 16 bytes, all of them initialized, in the byte
/// order of the machine. Read with a sign if `T` has one and without if not, `N` bits of a `T` can
/// represent it.
#[diagnostic::on_unimplemented(
    message = "not every `{Self}` fits {N} bits of a `{T}`",
    label = "this may not fit",
    note = "a constant is checked by `with_const_..::<VALUE>()`, and any number by `try_with_..(value)`",
    note = "an integer type of the field's sign with no more bits always fits, and so does `Bounded<{T}, {N}>`"
)]
pub unsafe trait Fits<T: Integer, const N: u32>: Copy {}

/// A number that is asked whether it fits: a field's `try_with_` takes it. All primitive integers,
/// and `bool`.
///
/// # Safety
///
/// In memory a value is an integer of 1, 2, 4, 8 or 16 bytes, all of them initialized, in the byte
/// order of the machine, and signed if `SIGNED`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number that a field could be set to",
    note = "`try_with_` takes any integer; `.get()` is the number in a `Bounded`"
)]
pub unsafe trait TryFits: Copy {
    /// Whether the integer has a sign.
    const SIGNED: bool;
}

/// A value in memory, and the integers of its size.
#[repr(C)]
union Read<V: Copy> {
    value: V,
    one: u8,
    two: u16,
    four: u32,
    eight: u64,
    sixteen: u128,
}

/// The value as an unsigned integer of its size.
///
/// # Safety
///
/// It is an integer in memory, as [`Fits`] describes.
#[inline(always)]
pub(super) const unsafe fn read_unsigned<V: Copy>(value: V) -> u128 {
    let read = Read { value };
    // SAFETY: fields of a `repr(C)` union start where it does, and what is read is as large as the
    // value, whose bytes are all initialized.
    unsafe {
        match size_of::<V>() {
            1 => read.one as u128,
            2 => read.two as u128,
            4 => read.four as u128,
            8 => read.eight as u128,
            16 => read.sixteen,
            _ => panic!("not an integer"),
        }
    }
}

/// The value as a signed integer of its size.
///
/// # Safety
///
/// As for [`read_unsigned`].
#[inline(always)]
pub(super) const unsafe fn read_signed<V: Copy>(value: V) -> i128 {
    let spare = 128 - 8 * size_of::<V>() as u32;
    // SAFETY: as the caller promises.
    ((unsafe { read_unsigned(value) } << spare) as i128) >> spare
}

/// Whether an integer type has a sign, as a constant.
pub(super) const fn is_signed<T: Known>() -> bool {
    T::SIGNED
}

/// An integer type that says whether it has a sign.
pub(super) trait Known {
    const SIGNED: bool;
}

macro_rules! primitives {
    ($($signed:literal: $($integer:ident)+;)+) => {$($(
        impl Known for $integer {
            const SIGNED: bool = $signed;
        }

        // SAFETY: it is such an integer.
        unsafe impl TryFits for $integer {
            const SIGNED: bool = $signed;
        }
    )+)+};
}

primitives! {
    false: u8 u16 u32 u64 u128 usize;
    true: i8 i16 i32 i64 i128 isize;
}

// SAFETY: it is a byte, 0 or 1.
unsafe impl TryFits for bool {
    const SIGNED: bool = false;
}

// SAFETY: it is a byte, 0 or 1, and a field has at least one bit.
#[diagnostic::do_not_recommend]
unsafe impl<T: Is<Unsigned>, const N: u32> Fits<T, N> for bool {}

impl<T: Is<Unsigned>, const N: u32> From<bool> for Bounded<T, N> {
    #[inline(always)]
    fn from(value: bool) -> Self {
        Bounded::in_range(T::cut(value.into()))
    }
}

impl<T: Is<Unsigned>> From<Bounded<T, 1>> for bool {
    #[inline(always)]
    fn from(value: Bounded<T, 1>) -> bool {
        value.get().wide() != 0
    }
}

/// Of a `Bounded` with at least so many bits.
pub trait AtLeast<const BITS: u32> {}

/// Of a `Bounded` with at most so many bits.
pub trait AtMost<const BITS: u32> {}

macro_rules! has {
    ($size:ident<$bits:literal>: $($n:literal)+) => {
        $(impl<T: Integer> $size<$bits> for Bounded<T, $n> {})+
    };
}

has!(AtMost<8>:
    1 2 3 4 5 6 7 8
);
impl<B: AtMost<8>> AtMost<16> for B {}
has!(AtMost<16>:
    9 10 11 12 13 14 15 16
);
impl<B: AtMost<16>> AtMost<32> for B {}
has!(AtMost<32>:
    17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
);
impl<B: AtMost<32>> AtMost<64> for B {}
has!(AtMost<64>:
    33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60
    61 62 63 64
);
impl<B: AtMost<64>> AtMost<128> for B {}
has!(AtMost<128>:
    65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92
    93 94 95 96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115
    116 117 118 119 120 121 122 123 124 125 126 127 128
);

has!(AtLeast<128>:
    128
);
impl<B: AtLeast<128>> AtLeast<64> for B {}
has!(AtLeast<64>:
    64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91
    92 93 94 95 96 97 98 99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114
    115 116 117 118 119 120 121 122 123 124 125 126 127
);
impl<B: AtLeast<64>> AtLeast<32> for B {}
has!(AtLeast<32>:
    32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59
    60 61 62 63
);
impl<B: AtLeast<32>> AtLeast<16> for B {}
has!(AtLeast<16>:
    16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
);
impl<B: AtLeast<16>> AtLeast<8> for B {}
has!(AtLeast<8>:
    8 9 10 11 12 13 14 15
);

macro_rules! conversions {
    ($($signedness:ident: $($integer:ident $bits:literal)+;)+) => {$($(
        // SAFETY: it is an integer of as many bits as the field has or fewer, and of its sign.
        #[diagnostic::do_not_recommend]
        unsafe impl<T, const N: u32> Fits<T, N> for $integer
        where
            T: Is<$signedness>,
            Bounded<T, N>: AtLeast<$bits>,
        {
        }

        impl<T, const N: u32> From<$integer> for Bounded<T, N>
        where
            T: Is<$signedness>,
            Self: AtLeast<$bits>,
        {
            #[inline(always)]
            fn from(value: $integer) -> Self {
                Bounded::in_range(T::cut(value.wide()))
            }
        }

        impl<T, const N: u32> From<Bounded<T, N>> for $integer
        where
            T: Is<$signedness>,
            Bounded<T, N>: AtMost<$bits>,
        {
            #[inline(always)]
            fn from(value: Bounded<T, N>) -> $integer {
                $integer::cut(value.get().wide())
            }
        }
    )+)+};
}

conversions! {
    Unsigned: u8 8 u16 16 u32 32 u64 64 u128 128;
    Signed: i8 8 i16 16 i32 32 i64 64 i128 128;
}

// SAFETY: it is laid out as `T`, an integer, of which it says that `N` bits can represent it.
#[cfg(kelson_kernel)]
#[diagnostic::do_not_recommend]
unsafe impl<T: Integer + ::kernel::num::Integer, const N: u32> Fits<T, N>
    for ::kernel::num::Bounded<T, N>
{
}
