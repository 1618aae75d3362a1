// SPDX-License-Identifier: MIT OR Apache-2.0

//! Bit-fields.

use core::mem::{align_of, offset_of, size_of};
use kelson::{c_layout, c_layout::OutOfRange};

#[c_layout]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Plain {
    #[bits(1)]
    pub on: bool,
    /// From -4 to 3.
    #[bits(3)]
    pub signed: i32,
    #[bits(30)]
    pub next_unit: u32,
    #[bits(0)]
    __: u8,
    #[bits(4)]
    __: u64,
    #[bits(64)]
    pub whole: i64,
    pub after: u8,
    #[bits(7)]
    pub last: core::ffi::c_ulong,
}

#[test]
fn runs_follow_the_rules_of_units() {
    assert_eq!((size_of::<Plain>(), align_of::<Plain>()), (32, 8));
    assert_eq!((Plain::ON_BIT, Plain::SIGNED_BIT), (0, 1));
    assert_eq!((Plain::NEXT_UNIT_BIT, Plain::WHOLE_BIT), (32, 128));
    assert_eq!((offset_of!(Plain, after), Plain::LAST_BIT), (24, 25 * 8));
}

#[test]
fn values_have_signs_and_are_cut_off() {
    let plain = Plain::new(true, -4, 0x3fff_ffff, i64::MIN, 7, 0x7f);
    assert_eq!((plain.on(), plain.signed()), (true, -4));
    assert_eq!((plain.next_unit(), plain.whole()), (0x3fff_ffff, i64::MIN));
    assert_eq!((plain.after, plain.last()), (7, 0x7f));
    // As in C: 5 is 0b101, which is -3 in three bits.
    assert_eq!(plain.with_signed(5).signed(), -3);
    assert_eq!(plain.with_signed(5).with_signed(-4), plain);

    let mut plain = plain;
    assert_eq!(plain.try_set_signed(4), Err(OutOfRange));
    assert_eq!(plain.try_set_signed(-5), Err(OutOfRange));
    assert_eq!(plain.signed(), -4);
    assert_eq!(plain.try_set_signed(3), Ok(()));
    assert_eq!(plain.try_set_last(0x80), Err(OutOfRange));
    assert_eq!(plain.try_set_on(false), Ok(()));
    assert_eq!((plain.on(), plain.signed(), plain.last()), (false, 3, 0x7f));
}

#[test]
fn everything_is_const() {
    const PLAIN: Plain = {
        let mut plain = Plain::new(false, 0, 0, 0, 0, 0).with_signed(-1);
        plain.set_whole(5);
        assert!(plain.try_set_next_unit(1 << 30).is_err());
        plain
    };
    const _: () = assert!(PLAIN.signed() == -1 && PLAIN.whole() == 5);
    assert_eq!(
        format!("{PLAIN:?}"),
        "Plain { on: false, signed: -1, next_unit: 0, whole: 5, after: 0, last: 0 }"
    );
}

#[c_layout(packed)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Straddles {
    #[bits(5)]
    pub low: u8,
    #[bits(64)]
    pub wide: u64,
    #[bits(27)]
    pub odd: i32,
    pub tail: u32,
}

#[test]
fn packed_ones_straddle_any_boundary() {
    assert_eq!((size_of::<Straddles>(), align_of::<Straddles>()), (16, 1));
    assert_eq!((Straddles::WIDE_BIT, Straddles::ODD_BIT), (5, 69));
    let wide = 0x9e37_79b9_7f4a_7c15;
    let all = Straddles::new(0x15, wide, -0x123_4567, 7);
    assert_eq!(
        (all.low(), all.wide(), all.odd()),
        (0x15, wide, -0x123_4567)
    );
    let other = all.with_wide(!wide);
    assert_eq!(
        (other.low(), other.wide(), other.odd()),
        (0x15, !wide, -0x123_4567)
    );
    assert_eq!(other.tail, 7);
}

#[c_layout(packed)]
#[derive(Clone, Copy)]
pub struct Aligned {
    #[bits(3)]
    pub a: u8,
    #[bits(9)]
    #[align(4)]
    pub b: u16,
    #[bits(7)]
    pub c: u8,
}

#[test]
fn a_bit_field_may_ask_for_an_alignment() {
    assert_eq!((size_of::<Aligned>(), align_of::<Aligned>()), (8, 4));
    assert_eq!((Aligned::B_BIT, Aligned::C_BIT), (32, 41));
}

/// Every position and width, in either order of bytes, against bits that are set one by one.
#[test]
fn bits_are_where_either_byte_order_has_them() {
    use kelson::__private::c_layout::bits::{get, put};

    for big in [false, true] {
        for width in 1..=64 {
            for offset in 0..=(9 * 8 - u64::from(width)) {
                let value = 0x9e37_79b9_7f4a_7c15_u64 >> (64 - width) | 1;
                let mut expected = [0xa5u8; 9];
                for bit in 0..u64::from(width) {
                    // The lowest bit is the first one, or the last one.
                    let at = if big {
                        offset + u64::from(width) - 1 - bit
                    } else {
                        offset + bit
                    };
                    let mask = if big { 0x80 >> (at % 8) } else { 1 << (at % 8) };
                    let byte = &mut expected[(at / 8) as usize];
                    *byte = (*byte & !mask) | if value >> bit & 1 == 1 { mask } else { 0 };
                }
                let mut bytes = [0xa5; 9];
                put(&mut bytes, offset, width, value, big);
                assert_eq!(bytes, expected, "{offset}:{width} {big}");
                assert_eq!(get(&bytes, offset, width, big), value);
            }
        }
    }
}
