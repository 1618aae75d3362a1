// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `Bounded` promises.

use kelson::bitfield::Bounded;

#[test]
fn values_are_those_of_so_many_bits() {
    for value in i8::MIN..=i8::MAX {
        assert_eq!(
            Bounded::<i8, 4>::try_new(value).is_some(),
            (-8..8).contains(&value)
        );
        assert_eq!(
            Bounded::<i64, 4>::try_fit(value).is_some(),
            (-8..8).contains(&value)
        );
        assert_eq!(
            Bounded::<u64, 4>::try_fit(value).is_some(),
            (0..16).contains(&value)
        );
        let cut = Bounded::<i8, 4>::truncate(value).get();
        assert!((-8..8).contains(&cut) && value.wrapping_sub(cut) % 16 == 0);
        assert_eq!(Bounded::<u8, 4>::truncate(value as u8), value as u8 % 16);
    }
    for value in u8::MIN..=u8::MAX {
        assert_eq!(Bounded::<u8, 4>::try_new(value).is_some(), value < 16);
        assert_eq!(Bounded::<i8, 4>::try_fit(value).is_some(), value < 8);
        assert_eq!(Bounded::<u128, 4>::try_fit(value).is_some(), value < 16);
        assert_eq!(Bounded::<u8, 8>::from_fitting(value).get(), value);
    }
    assert_eq!(
        Bounded::<u128, 128>::try_fit(u128::MAX).map(Bounded::get),
        Some(u128::MAX)
    );
    assert_eq!(Bounded::<i128, 128>::try_fit(u128::MAX), None);
    assert_eq!(
        Bounded::<i128, 128>::try_fit(i128::MIN).map(Bounded::get),
        Some(i128::MIN)
    );
    assert_eq!(Bounded::<u128, 128>::try_fit(-1), None);
    assert_eq!(Bounded::<u32, 1>::try_fit(true).map(Bounded::get), Some(1));
}

#[test]
fn every_integer_is_read_at_its_size_and_sign() {
    assert_eq!(Bounded::<i128, 100>::from_fitting(-1_i8).get(), -1);
    assert_eq!(
        Bounded::<i128, 100>::from_fitting(i16::MIN).get(),
        i16::MIN.into()
    );
    assert_eq!(
        Bounded::<i128, 100>::from_fitting(i32::MIN).get(),
        i32::MIN.into()
    );
    assert_eq!(
        Bounded::<i128, 100>::from_fitting(i64::MIN).get(),
        i64::MIN.into()
    );
    assert_eq!(
        Bounded::<i128, 128>::from_fitting(i128::MIN).get(),
        i128::MIN
    );
    assert_eq!(
        Bounded::<u128, 100>::from_fitting(u8::MAX).get(),
        u8::MAX.into()
    );
    assert_eq!(
        Bounded::<u128, 100>::from_fitting(u16::MAX).get(),
        u16::MAX.into()
    );
    assert_eq!(
        Bounded::<u128, 100>::from_fitting(u32::MAX).get(),
        u32::MAX.into()
    );
    assert_eq!(
        Bounded::<u128, 100>::from_fitting(u64::MAX).get(),
        u64::MAX.into()
    );
    assert_eq!(
        Bounded::<u128, 128>::from_fitting(u128::MAX).get(),
        u128::MAX
    );
    assert_eq!(Bounded::<u8, 3>::from_fitting(true).get(), 1);
}

#[test]
fn conversions_are_there_where_no_value_is_lost() {
    assert_eq!(u8::from(Bounded::<u64, 8>::new::<200>()), 200);
    assert_eq!(i16::from(Bounded::<i64, 9>::new::<{ -200 }>()), -200);
    assert_eq!(
        u128::from(Bounded::<u128, 128>::new::<{ u128::MAX }>()),
        u128::MAX
    );
    assert_eq!(Bounded::<u64, 9>::from(200_u8), 200);
    assert_eq!(Bounded::<i64, 16>::from(-200_i16), -200);
    assert_eq!(Bounded::<u32, 5>::from(true), 1);
    assert!(bool::from(Bounded::<u32, 1>::new::<1>()));
    assert!(!Bounded::<u32, 1>::new::<0>().into_bool());
}

#[test]
fn it_counts_as_its_number() {
    let (a, b) = (Bounded::<u8, 4>::new::<9>(), Bounded::<u8, 7>::new::<100>());
    assert!(a < b && a == 9 && b > 99 && a != b && a == a.extend::<6>());
    assert_eq!((a + b, b - a, a * 2, b / a, b % a), (109, 91, 18, 11, 1));
    assert_eq!((a & 1, a | 2, a ^ b, !a), (1, 11, 109, 246));
    assert_eq!(-Bounded::<i8, 4>::new::<7>(), -7);
    assert_eq!(*a, 9);
    assert_eq!(
        format!("{a:?} {a} {a:#x} {a:b} {a:o} {a:X} {a:e} {a:E}"),
        "9 9 0x9 1001 11 9 9e0 9E0"
    );
    assert_eq!(Bounded::<u8, 4>::default(), 0);
    assert_eq!(a.max(Bounded::<u8, 4>::new::<3>()), 9);
}

#[test]
fn it_changes_its_width_and_its_integer() {
    let value = Bounded::<i32, 12>::new::<{ -5 }>();
    assert_eq!(value.cast::<i16>().get(), -5);
    assert_eq!(value.cast::<i128>().get(), -5);
    assert_eq!(value.extend::<32>().get(), -5);
    assert_eq!(value.try_shrink::<4>().map(Bounded::get), Some(-5));
    assert_eq!(value.try_shrink::<3>(), None);
    assert_eq!(Bounded::<u32, 4>::from_expr(7), 7);
    assert_eq!(value.shl::<2, 14>().get(), -20);
    assert_eq!(value.shr::<1, 11>().get(), -3);
    assert_eq!(
        Bounded::<u8, 8>::new::<0xf0>()
            .shr_exact::<4, 4>()
            .map(Bounded::get),
        Some(15)
    );
    assert_eq!(Bounded::<u8, 8>::new::<0xf8>().shr_exact::<4, 4>(), None);
}
