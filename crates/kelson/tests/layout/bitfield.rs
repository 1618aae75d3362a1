// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `bitfield` promises.

mod bounded;
mod clean;
mod linux;
mod names;
mod ranges;

use kelson::bitfield::{bits, Bounded, DoesNotFit, InvalidBits};
use kelson::{bitfield, Bits};

const B: u32 = 4;

#[derive(Bits, Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Off,
    On,
    Auto = 9,
}

#[derive(Bits, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Power {
    D0,
    D1,
    D2,
    D3,
}

bitfield! {
    /// The control register of a thermometer.
    pub struct Ctl(u32) {
        /// What it does.
        31:28 mode ?=> Mode;
        27:20 temp => signed;
        19:18 power => Power;
        (B + 2):B lane[4];
        0:0 en => bool;
    }
}

#[test]
fn everything_is_const() {
    const CTL: Ctl = Ctl::zeroed()
        .with_mode(Mode::Auto)
        .with_const_temp::<{ -40 }>()
        .with_power(Power::D2)
        .with_const_lane::<3, 5>()
        .with_en(true);
    const READ: (i32, bool, u32) = (CTL.temp().get(), CTL.en(), CTL.const_lane::<3>().get());
    const CHANGED: Ctl = {
        let mut ctl = CTL;
        ctl.set_power(Power::D1);
        ctl.set_temp(7_i8);
        ctl.set_en(false);
        match ctl.try_with_lane(0, 6_u64) {
            Ok(ctl) => ctl,
            Err(_) => panic!("it fits"),
        }
    };
    assert_eq!(CTL.into_raw(), 0x9d80_0001 | 2 << 18 | 5 << 13);
    assert_eq!(READ, (-40, true, 5));
    assert_eq!(CTL.mode(), Ok(Mode::Auto));
    assert_eq!(CTL.power(), Power::D2);
    assert_eq!(CHANGED.into_raw(), 0x9070_0000 | 1 << 18 | 5 << 13 | 6 << 4);
}

#[test]
fn constants_say_where_a_field_is() {
    assert_eq!(Ctl::MODE_RANGE, 28..=31);
    assert_eq!((Ctl::MODE_MASK, Ctl::MODE_SHIFT), (0xf000_0000, 28));
    assert_eq!((Ctl::LANE_RANGE, Ctl::LANE_MASK), (4..=6, 0x70));
    assert_eq!((Ctl::LANE_LEN, Ctl::LANE_STRIDE), (4, 3));
    assert_eq!(size_of::<Ctl>(), 4);
}

#[test]
fn bits_that_are_no_value_are_given_back() {
    let ctl = Ctl::from_raw(0x3000_0000);
    assert_eq!(ctl.mode(), Err(InvalidBits { bits: 3 }));
    assert_eq!(
        ctl.mode().unwrap_err().to_string(),
        "0x3 is no value of the field"
    );
    for (bits, power) in [Power::D0, Power::D1, Power::D2, Power::D3]
        .into_iter()
        .enumerate()
    {
        assert_eq!(Ctl::from_raw((bits as u32) << 18).power(), power);
    }
}

#[test]
fn setters_leave_all_other_bits_alone() {
    for start in [0, u32::MAX, 0x5555_5555, 0xaaaa_aaaa] {
        let ctl = Ctl::from_raw(start);
        let check = |now: Ctl, mask: u32, bits: u32| {
            assert_eq!(now.into_raw() & !mask, start & !mask);
            assert_eq!(now.into_raw() & mask, bits);
        };
        check(ctl.with_mode(Mode::On), 0xf000_0000, 0x1000_0000);
        check(ctl.with_temp(-1_i8), 0x0ff0_0000, 0x0ff0_0000);
        check(ctl.with_const_temp::<1>(), 0x0ff0_0000, 0x0010_0000);
        check(ctl.with_power(Power::D2), 0xc_0000, 0x8_0000);
        check(ctl.with_lane(1, true), 0x380, 0x80);
        check(ctl.with_const_lane::<1, 6>(), 0x380, 0x300);
        check(ctl.with_en(true), 1, 1);
        check(ctl.try_with_lane(2, 5).unwrap(), 0x1c00, 0x1400);
    }
}

#[test]
fn what_does_not_fit_is_given_back() {
    let ctl = Ctl::zeroed();
    assert_eq!(ctl.try_with_temp(128), Err(DoesNotFit { value: 128 }));
    assert_eq!(ctl.try_with_temp(-129), Err(DoesNotFit { value: -129 }));
    assert_eq!(
        ctl.try_with_temp(i128::MIN),
        Err(DoesNotFit { value: i128::MIN })
    );
    assert_eq!(
        ctl.try_with_temp(u128::MAX),
        Err(DoesNotFit { value: u128::MAX })
    );
    assert_eq!(ctl.try_with_temp(-128_i64).unwrap().temp(), -128);
    assert_eq!(ctl.try_with_temp(127_usize).unwrap().temp(), 127);
    assert_eq!(ctl.try_with_lane(0, 8_u8), Err(DoesNotFit { value: 8_u8 }));
    assert_eq!(ctl.try_with_lane(4, 0_u8), Err(DoesNotFit { value: 0_u8 }));
    assert_eq!(ctl.try_with_lane(0, -1), Err(DoesNotFit { value: -1 }));
    assert_eq!(
        ctl.try_with_lane(0, 8).unwrap_err().to_string(),
        "the value does not fit the field"
    );
}

#[test]
fn an_array_has_elements() {
    let mut ctl = Ctl::zeroed();
    for index in 0..4 {
        ctl.set_lane(index, true);
        ctl = ctl.try_with_lane(index, index + 2).unwrap();
    }
    assert_eq!(ctl.into_raw(), 2 << 4 | 3 << 7 | 4 << 10 | 5 << 13);
    assert_eq!((ctl.lane(0).get(), ctl.lane(3).get()), (2, 5));
    assert_eq!(ctl.try_lane(3).map(Bounded::get), Some(5));
    assert_eq!(ctl.try_lane(4), None);
    assert_eq!(ctl.try_lane(usize::MAX), None);
}

bitfield! {
    struct Arrays(u128) {
        3:0 speed[4, stride = 8] ?=> Mode;
        33:32 power[8] => Power;
        127:120 top;
        115:114 delta[2, stride = 3] => signed;
        wo 60:60 kick[4] => bool;
        ro 70:70 ready[2] => bool;
    }
}

#[test]
fn arrays_have_conversions_strides_and_modes() {
    let mut arrays = Arrays::zeroed()
        .with_speed(2, Mode::Auto)
        .with_power(7, Power::D3)
        .with_const_delta::<0, { -2 }>()
        .with_const_top::<0xff>()
        .with_kick(3, true);
    arrays.set_power(0, Power::D1);
    let wanted = 9 << 16 | 3 << 46 | 1 << 32 | 2 << 114 | 0xff << 120 | 1 << 63;
    assert_eq!(arrays.into_raw(), wanted);
    assert_eq!(arrays.try_speed(2), Some(Ok(Mode::Auto)));
    assert_eq!(arrays.try_speed(4), None);
    assert_eq!(arrays.const_delta::<0>(), -2);
    assert_eq!(
        arrays.try_with_speed(4, Mode::On),
        Err(DoesNotFit { value: Mode::On })
    );
    assert_eq!(
        arrays.try_with_power(1, Power::D2).unwrap().power(1),
        Power::D2
    );
    assert!(!arrays.ready(0) && !arrays.const_ready::<1>());
}

#[test]
fn debug_has_the_fields_that_can_be_read() {
    let ctl = Ctl::from_raw(0x9d88_0001);
    assert_eq!(
        format!("{ctl:?}"),
        "Ctl { <raw>: 0x9d880001, mode: Ok(Auto), temp: -40, power: D2, lane: [0, 0, 0, 0], en: true }"
    );
    let text = format!("{:?}", Arrays::zeroed());
    assert!(
        text.contains("ready: [false, false]") && !text.contains("kick"),
        "{text}"
    );
}

bitfield! {
    /// A register in another one.
    struct Inner(u8) {
        7:4 high;
        3:0 low;
    }

    #[derive(Hash, PartialOrd, Ord)]
    struct Outer(u64) {
        15:8 inner => Inner;
        7:0 byte => u8;
        23:16 signed_byte => i8;
        63:32 word => u32;
        27:24 lane => Lane;
        28:28 r#type => bool;
    }
}

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
struct Lane(Bounded<u8, 4>);

#[test]
fn registers_integers_and_new_types_are_bits() {
    let lane = Lane(Bounded::<u8, 4>::new::<9>());
    let outer = Outer::default()
        .with_inner(Inner::from_raw(0xa5))
        .with_byte(0x5a)
        .with_signed_byte(-2)
        .with_word(0xdead_beef)
        .with_lane(lane)
        .with_type(true);
    assert_eq!(outer.into_raw(), 0xdead_beef_19fe_a55a);
    assert_eq!(outer.inner().high(), 0xa);
    assert_eq!(
        (outer.byte(), outer.signed_byte(), outer.word()),
        (0x5a, -2, 0xdead_beef)
    );
    assert_eq!(outer.lane(), lane);
    assert!(outer.r#type() && Outer::TYPE_MASK == 1 << 28);
    assert!(outer > Outer::from(3) && u64::from(outer) == outer.into_raw());
}

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
#[bits(4)]
enum Exact {
    Low = 1,
    High = 15,
}

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
#[repr(i16)]
enum Wide {
    One = B as i16,
    Two = 0x7fff,
}

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
enum Alone {
    Only,
}

#[test]
fn an_enum_knows_its_width() {
    assert_eq!((Mode::WIDTH, Mode::EXHAUSTIVE), (4, false));
    assert_eq!((Power::WIDTH, Power::EXHAUSTIVE), (2, true));
    assert_eq!((Exact::WIDTH, Exact::EXHAUSTIVE), (4, false));
    assert_eq!((Wide::WIDTH, Wide::EXHAUSTIVE), (15, false));
    assert_eq!((Alone::WIDTH, Alone::EXHAUSTIVE), (1, false));
    assert_eq!(
        (Inner::WIDTH, Lane::WIDTH, bool::WIDTH, i16::WIDTH),
        (8, 4, 1, 16)
    );
    bitfield! {
        struct Enums(u32) {
            3:0 exact ?=> Exact;
            31:16 wide ?=> Wide;
            8:6 alone ?=> Alone;
            15:12 power ?=> Power;
        }
    }
    let enums = Enums::zeroed()
        .with_exact(Exact::High)
        .with_wide(Wide::Two)
        .with_alone(Alone::Only)
        .with_power(Power::D3);
    assert_eq!(enums.into_raw(), 0x7fff_300f);
    assert_eq!(
        (enums.exact(), enums.wide()),
        (Ok(Exact::High), Ok(Wide::Two))
    );
    assert_eq!(enums.with_exact(Exact::Low).exact(), Ok(Exact::Low));
    assert_eq!(enums.with_wide(Wide::One).wide(), Ok(Wide::One));
    assert_eq!(
        Enums::from_raw(0xffff_0040).wide(),
        Err(InvalidBits { bits: 0xffff })
    );
    assert_eq!(Enums::from_raw(0x40).alone(), Err(InvalidBits { bits: 1 }));
    // Wider than the type: the upper bits count.
    assert_eq!(
        Enums::from_raw(0x7000).power(),
        Err(InvalidBits { bits: 7 })
    );
}

mod offsets {
    pub(super) const LOW: u32 = 8;
}

bitfield! {
    struct Constants(u16) {
        (Self::TOP):(Self::TOP) top;
        offsets::LOW:offsets::LOW low => bool;
        (3 + 4):0x0 rest;
    }
}

impl Constants {
    const TOP: u32 = offsets::LOW + 7;
}

#[test]
fn ranges_are_constant_expressions() {
    assert_eq!(Constants::TOP_MASK, 0x8000);
    assert_eq!(Constants::LOW_RANGE, 8..=8);
    assert_eq!(Constants::from_raw(0x81ff).rest(), 0xff);
    assert!(Constants::from_raw(0x100).low());
}

bitfield! {
    struct Conditional(u8) {
        #[cfg(any())]
        7:0 gone => NoSuchType;
        #[cfg(not(any()))]
        7:4 here;
        #[cfg(any())]
        3:0 one;
        #[cfg(not(any()))]
        3:0 one => signed;
        /// May be of no use.
        #[allow(clippy::all, reason = "an attribute of a field is passed on, which is what is tested")]
        overlay 7:7 top => bool;
    }

    // Two in one invocation.
    #[derive(Default)]
    struct Second(u8) {}
}

#[test]
fn fields_behind_a_cfg_are_there_or_not() {
    let conditional = Conditional::from_raw(0x8f);
    assert_eq!((conditional.here().get(), conditional.one().get()), (8, -1));
    assert!(conditional.top());
    assert_eq!(format!("{:?}", Second::default()), "Second { <raw>: 0x0 }");
}

macro_rules! declare {
    ($name:ident, $word:ty, $hi:literal : $lo:tt, $field:ident, $ty:ty, $len:expr) => {
        bitfield! {
            struct $name($word) {
                $hi:$lo $field => $ty;
                0:0 all[$len, stride = $len] => bool;
            }
        }
    };
}

declare!(Declared, u64, 63:56, field, u8, 2);

#[test]
fn a_declaration_may_come_from_a_macro() {
    let declared = Declared::from_raw(0xab00_0000_0000_0004);
    assert_eq!(declared.field(), 0xab);
    assert_eq!((declared.all(0), declared.all(1)), (false, true));
}

#[test]
fn zero_is_a_register() {
    fn is_zeroable<T: kelson::init::Zeroable>() {}
    is_zeroable::<Ctl>();
}

/// The arithmetic of bits, bit by bit.
#[test]
fn bits_are_extracted_and_put_one_by_one() {
    let words = [0, u16::MAX, 0x8001, 0x1234, 0xa5c3];
    for word in words {
        for shift in 0..16 {
            for width in 1..=16 - shift {
                let wanted: u16 = (0..width)
                    .map(|bit| (word >> (shift + bit) & 1) << bit)
                    .sum();
                assert_eq!(bits::of_u16::get(word, shift, width), wanted);
                let negative = wanted >> (width - 1) & 1 == 1;
                let number = i32::from(wanted) - (i32::from(negative) << width);
                assert_eq!(
                    i32::from(bits::of_u16::get_signed(word, shift, width)),
                    number
                );
                assert!(bits::of_u16::fits(wanted, width));
                assert!(bits::of_u16::fits_signed(number as i16, width));
                for bits in words {
                    let now = bits::of_u16::with(word, shift, width, bits);
                    for bit in 0..16 {
                        let inside = bit >= shift && bit < shift + width;
                        let wanted = if inside {
                            bits >> (bit - shift)
                        } else {
                            word >> bit
                        };
                        assert_eq!(now >> bit & 1, wanted & 1);
                    }
                    if bits::of_u16::fits(bits, width) {
                        assert_eq!(bits::of_u16::put(word, shift, width, bits), now);
                    }
                }
            }
        }
    }
    assert_eq!(bits::of_u128::get(u128::MAX, 0, 128), u128::MAX);
    assert_eq!(bits::of_u8::get(0xff, 8, 1), 0);
    assert_eq!(bits::of_u8::with(0xff, 9, 1, 0), 0xff);
    assert_eq!(bits::of_u8::get(0xff, 4, 0), 0);
    assert_eq!(bits::of_u8::sign_extend(0xff, 0), 0);
    assert!(!bits::of_u32::fits(16, 4) && !bits::of_u32::fits_signed(8, 4));
}

mod conditional {
    //! A register under a condition is there whole or not at all.
    use kelson::{bitfield, Bits};

    bitfield! {
        #[cfg(any())]
        pub struct Width(u32) {
            31:(NOT_THERE) mode => NotThere;
        }

        #[cfg(not(any()))]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        #[cfg_attr(all(), doc = "A register.")]
        pub struct Width(u16) {
            #[cfg(any())]
            15:0 all;
            #[cfg(not(any()))]
            7:0 all[2];
        }
    }

    #[test]
    fn the_one_that_is_there_is_whole() {
        assert_eq!(<Width as Bits>::WIDTH, 16);
        assert_eq!(
            Width::default().try_with_all(1, 0x12_u8).map(u16::from),
            Ok(0x1200)
        );
    }
}
