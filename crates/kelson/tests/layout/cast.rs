// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `cast` promises.

use core::num::NonZero;
use kelson::{cast, const_cast};

/// That a pair of types loses nothing: the ends of the one come out as the same numbers of the other.
macro_rules! lossless {
    ($($From:ident => $($To:ident)*;)*) => {$($(
        for value in [$From::MIN, $From::MAX, const_cast!(1u8 => $From)] {
            let cast = cast!(value => $To);
            assert_eq!($To::try_from(value), Ok(cast), "{value} of {}", stringify!($From => $To));
        }
    )*)*};
}

#[test]
fn numbers_keep_their_values() {
    lossless! {
        u8 => u8 u16 u32 u64 u128 usize i16 i32 i64 i128 isize;
        u16 => u16 u32 u64 u128 usize i32 i64 i128;
        u32 => u32 u64 u128 i64 i128;
        u64 => u64 u128 i128;
        u128 => u128;
        usize => usize;
        i8 => i8 i16 i32 i64 i128 isize;
        i16 => i16 i32 i64 i128 isize;
        i32 => i32 i64 i128;
        i64 => i64 i128;
        i128 => i128;
        isize => isize;
    }
    // `TryFrom` is there for these, and `From` is not.
    lossless! {
        u16 => isize;
        u32 => usize;
        i32 => isize;
        usize => u64 u128 i128;
        isize => i64 i128;
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn pointers_of_64_bits_have_more() {
    lossless! {
        u64 => usize;
        i64 => isize;
        u32 => isize;
    }
}

#[test]
fn characters_and_truth_values_are_numbers() {
    assert_eq!(cast!(b'k' => char), 'k');
    assert_eq!(cast!(0xffu8 => char), 'ÿ');
    assert_eq!(cast!(char::MAX => u32), 0x10_ffff);
    assert_eq!(cast!(char::MAX => i32), 0x10_ffff);
    assert_eq!(cast!(char::MAX => usize), 0x10_ffff);
    assert_eq!((cast!(true => u8), cast!(false => i128)), (1, 0));
}

#[test]
fn what_is_not_zero_stays_so() {
    let order = NonZero::<u8>::MAX;
    assert_eq!(cast!(order => NonZero<u32>), NonZero::new(255u32).unwrap());
    assert_eq!(cast!(NonZero::<i8>::MIN => NonZero<isize>).get(), -128);
    const PAGES: NonZero<usize> = cast!(NonZero::<u32>::MAX => NonZero<usize>);
    assert_eq!(PAGES.get(), 0xffff_ffff);
}

#[test]
fn casts_are_constants_and_expressions() {
    const fn index(of: u32) -> usize {
        cast!(of => usize) + 1
    }
    static TABLE: [u8; index(3)] = [0; cast!(4u8 => usize)];
    // The macro's `as` does not take what follows for a part of the type.
    assert!(cast!(3u8 => usize) < TABLE.len());
    assert_eq!(cast!(3u8 => u32) << 4, 48);
    assert_eq!(-cast!(3u8 => i32), -3);
    assert_eq!(cast!(1u8 + 1 => u64), 2);
}

#[test]
fn type_names_may_be_aliases_and_parameters_of_macros() {
    type Address = u64;
    macro_rules! to {
        ($to:ty, $value:expr) => {
            (cast!($value => $to), const_cast!($value => $to))
        };
    }
    assert_eq!(cast!(7u32 => Address), 7);
    assert_eq!(to!(Address, 7u8), (7, 7));
}

#[test]
fn constants_fit_by_value() {
    assert_eq!(const_cast!(4096u64 => u16), 4096);
    assert_eq!(const_cast!(65535u64 => u16), 65535);
    assert_eq!(const_cast!(-128i64 => i8), -128);
    assert_eq!(const_cast!(127usize => i8), 127);
    assert_eq!(const_cast!(u128::MAX => u128), u128::MAX);
    assert_eq!(const_cast!(i128::MAX => u128), u128::MAX >> 1);
    assert_eq!(const_cast!('k' => u8), b'k');
    assert_eq!(const_cast!(true => i8), 1);
    const FROM_CONSTANT: u8 = const_cast!(u64::BITS => u8);
    assert_eq!(FROM_CONSTANT, 64);
    fn generic<const N: usize>() -> u16 {
        const_cast!(N => u16)
    }
    assert_eq!(generic::<512>(), 512);
}
