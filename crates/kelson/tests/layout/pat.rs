// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `pat` promises.

use kelson::{pat, Alignment, OutOfRange, PowerOfTwo};
use std::alloc::Layout;
use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// Checks a range against what the integer does, for each value of `$values`.
macro_rules! check {
    ($prim:ident is $low:expr => $high:expr, niche: $niche:expr, values: $values:expr) => {{
        type Range = pat!($prim is $low..=$high);
        check!(@ $prim is $low => $high, niche: $niche, values: $values);
        for value in $values {
            if let Some(made) = Range::new(value as $prim) {
                // The bytes are those of the integer.
                // SAFETY: both have the size, and all bytes are initialized.
                assert_eq!(unsafe { std::mem::transmute::<Range, $prim>(made) }, made.get());
            }
        }
    }};
    (encoded $prim:ident is $low:expr => $high:expr, values: $values:expr) => {{
        type Plain = pat!($prim is $low..=$high);
        assert!(size_of::<Option<Plain>>() > size_of::<$prim>(), "it is of use");
        type Range = pat!(encoded $prim is $low..=$high);
        check!(@ $prim is $low => $high, niche: true, values: $values);
        for value in $values {
            let value = value as $prim;
            let (plain, made) = (Plain::new(value), Range::new(value));
            assert_eq!(plain.map(Plain::widen::<Range>), made);
            assert_eq!(made.map(Range::widen::<Plain>), plain);
            assert_eq!(plain.and_then(Plain::narrow::<Range>), made);
            assert_eq!(made.and_then(Range::narrow::<Plain>), plain);
            for other in $values {
                let other = other as $prim;
                if let (Some(made), Some(other_made)) = (made, Range::new(other)) {
                    assert_eq!(made.cmp(&other_made), value.cmp(&other));
                    assert_eq!(made == other_made, value == other);
                }
            }
            if let (Some(plain), Some(made)) = (plain, made) {
                let hash = BuildHasherDefault::<DefaultHasher>::default();
                assert_eq!(hash.hash_one(made), hash.hash_one(plain));
                // The reason why it is said to be encoded.
                // SAFETY: both have the size, and all bytes are initialized.
                assert_ne!(unsafe { std::mem::transmute::<Range, $prim>(made) }, value);
            }
        }
    }};
    (@ $prim:ident is $low:expr => $high:expr, niche: $niche:expr, values: $values:expr) => {{
        let (low, high): ($prim, $prim) = ($low, $high);
        assert_eq!(size_of::<Range>(), size_of::<$prim>());
        assert_eq!(align_of::<Range>(), align_of::<$prim>());
        let niche: bool = $niche;
        assert_eq!(
            size_of::<Option<Range>>() == size_of::<Range>(),
            niche,
            "{low}..={high} of {}",
            stringify!($prim)
        );
        assert_eq!((Range::MIN.get(), Range::MAX.get()), (low, high));
        for value in $values {
            let value = value as $prim;
            let inside = low <= value && value <= high;
            let made = Range::new(value);
            assert_eq!(made.map(Range::get), inside.then_some(value));
            assert_eq!(Range::try_from(value).ok(), made);
            assert_eq!(Range::nearest(value).get(), value.clamp(low, high));
            if let Some(made) = made {
                assert_eq!($prim::from(made), value);
                assert_eq!(
                    format!("{made} {made:?} {made:x}"),
                    format!("{value} {value:?} {value:x}")
                );
                for by in [0, 1, 2, 3, 19, 100, 127, 254] {
                    for by in [
                        by as u8 as $prim,
                        (0 as $prim).wrapping_sub(by as u8 as $prim),
                        $prim::MAX,
                        $prim::MIN,
                    ] {
                        calculate!(Range, made, value, by, low, high);
                    }
                }
            }
        }
    }};
}

macro_rules! calculate {
    ($range:ident, $made:ident, $value:ident, $by:ident, $low:ident, $high:ident) => {
        let (wide, by) = ($value as i128, $by as i128);
        let (low, high) = ($low as i128, $high as i128);
        for (exact, checked, saturating) in [
            (wide + by, $made.checked_add($by), $made.saturating_add($by)),
            (wide - by, $made.checked_sub($by), $made.saturating_sub($by)),
            (
                wide.saturating_mul(by),
                $made.checked_mul($by),
                $made.saturating_mul($by),
            ),
        ] {
            let inside = low <= exact && exact <= high;
            assert_eq!(checked.map(|x| x.get() as i128), inside.then_some(exact));
            assert_eq!(saturating.get() as i128, exact.clamp(low, high));
        }
        let count = high - low + 1;
        for (exact, wrapped) in [
            (wide + by, $made.wrapping_add($by)),
            (wide - by, $made.wrapping_sub($by)),
        ] {
            assert_eq!(
                wrapped.get() as i128,
                low + (exact - low).rem_euclid(count),
                "{wide} by {by} in {low}..={high}"
            );
        }
    };
}

#[test]
fn bytes_are_as_the_integer_has_them() {
    check!(u8 is 0 => 100, niche: true, values: 0..=255);
    check!(u8 is 0 => 0, niche: true, values: 0..=255);
    check!(u8 is 0 => 254, niche: true, values: 0..=255);
    check!(u8 is 1 => 255, niche: true, values: 0..=255);
    check!(u8 is 255 => 255, niche: true, values: 0..=255);
    check!(u8 is 0 => 255, niche: false, values: 0..=255);
    check!(u8 is 17 => 203, niche: true, values: 0..=255);
    check!(i8 is -20 => 19, niche: true, values: -128..=127);
    check!(i8 is -128 => 126, niche: true, values: -128..=127);
    check!(i8 is -127 => 127, niche: true, values: -128..=127);
    check!(i8 is -128 => -1, niche: true, values: -128..=127);
    check!(i8 is -3 => -3, niche: true, values: -128..=127);
    check!(i8 is 5 => 127, niche: true, values: -128..=127);
    check!(i8 is -128 => 127, niche: false, values: -128..=127);
    check!(i8 is -128 => 63, niche: true, values: -128..=127);
    check!(i8 is -64 => 127, niche: true, values: -128..=127);
    check!(i8 is -65 => 65, niche: true, values: -128..=127);
}

/// Values about the places where something changes.
fn edges(around: &[i128]) -> impl Iterator<Item = i128> + '_ {
    around
        .iter()
        .flat_map(|&at| (at - 3..=at + 3).chain([at / 2, at ^ 0x5a5a_5a5a, at >> 8, at << 8]))
}

#[test]
fn more_bytes_are_as_the_integer_has_them() {
    check!(u16 is 0 => 0xfff, niche: true, values: (0..=65535).step_by(7).chain(edges(&[0xfff, 0xffff])));
    check!(u16 is 1 => 0xffff, niche: true, values: edges(&[0, 255, 256, 0xffff]));
    check!(i16 is -20 => 19, niche: true, values: edges(&[-20, 19, 0x7fff, -0x8000]));
    check!(u32 is 0 => 999_999_999, niche: true, values: edges(&[0, 999_999_999, 0x3b00_0000, 0x3c00_0000, 0xffff_ffff]));
    check!(u32 is 0 => 0xfeff_ffff, niche: true, values: edges(&[0, 0xff00_0000]));
    check!(u32 is 0 => 0xff00_0000, niche: false, values: edges(&[0, 0xff00_0000]));
    check!(u32 is 3 => 0xffff_ffff, niche: true, values: edges(&[0, 3, 0xffff_ffff]));
    check!(u32 is 0x9000_0000 => 0xffff_0000, niche: true, values: edges(&[0x9000_0000, 0xffff_0000]));
    check!(i32 is -4095 => -1, niche: true, values: edges(&[-4095, -1, -0x8000_0000]));
    check!(i32 is -0x7fff_ffff => 0x7fff_ffff, niche: false, values: edges(&[0, -0x7fff_ffff, 0x7fff_ffff]));
    check!(i32 is -0x7f00_0000 => 0x7fff_ffff, niche: true, values: edges(&[0, -0x7f00_0000, 0x7fff_ffff]));
    check!(i32 is -0x8000_0000 => 0x7eff_ffff, niche: true, values: edges(&[0, 0x7eff_ffff]));
    check!(u64 is 0 => (1 << 52) - 1, niche: true, values: edges(&[0, (1 << 52) - 1, u64::MAX as i128]));
    check!(u64 is 0xffff_8000_0000_0000 => u64::MAX, niche: true, values: edges(&[0xffff_8000_0000_0000, u64::MAX as i128]));
    check!(u64 is 0 => u64::MAX, niche: false, values: edges(&[0, u64::MAX as i128]));
    check!(i64 is i64::MIN => -1, niche: true, values: edges(&[i64::MIN as i128, -1]));
    check!(i64 is -1 => 1, niche: true, values: edges(&[0, i64::MAX as i128]));
    check!(usize is 0 => 99, niche: true, values: edges(&[0, 99]));
    check!(isize is -1 => isize::MAX, niche: true, values: edges(&[0, isize::MAX as i128]));
}

#[test]
fn encoded_values_are_those_of_the_integer() {
    const M32: i128 = u32::MAX as i128;
    check!(encoded u16 is 0 => 0xfffe, values: (0..=65535).step_by(257).chain(edges(&[0, 0xff00, 0xfffe])));
    check!(encoded u16 is 0 => 0xff00, values: edges(&[0, 0xff00, 0xffff]));
    check!(encoded i16 is -0x7fff => 0x7fff, values: edges(&[0, -0x7fff, 0x7fff]));
    check!(encoded i16 is -0x8000 => 0x7ffe, values: edges(&[0, -0x8000, 0x7ffe]));
    check!(encoded u32 is 0 => u32::MAX - 1, values: edges(&[0, M32]));
    check!(encoded u32 is 0 => 0xff00_0000, values: edges(&[0, 0xff00_0000, M32]));
    check!(encoded i32 is i32::MIN + 1 => i32::MAX, values: edges(&[0, i32::MIN as i128, i32::MAX as i128]));
    check!(encoded i32 is i32::MIN => i32::MAX - 1, values: edges(&[0, i32::MIN as i128, i32::MAX as i128]));
    check!(encoded i32 is i32::MIN + 2 => i32::MAX - 2, values: edges(&[0, i32::MIN as i128, i32::MAX as i128]));
    check!(encoded u64 is 0 => u64::MAX - 1, values: edges(&[0, u64::MAX as i128]));
    check!(encoded i64 is i64::MIN + 1 => i64::MAX, values: edges(&[0, i64::MIN as i128, i64::MAX as i128]));
    check!(encoded i64 is i64::MIN => i64::MAX - 1, values: edges(&[0, i64::MIN as i128, i64::MAX as i128]));
    check!(encoded usize is 0 => usize::MAX - 1, values: edges(&[0, usize::MAX as i128]));
    check!(encoded isize is isize::MIN + 1 => isize::MAX, values: edges(&[0, isize::MIN as i128, isize::MAX as i128]));
}

#[test]
fn encoded_leaves_one_value() {
    type Id = pat!(encoded u32 is 0..u32::MAX);
    // `None` is none of the ends, nor 0.
    for value in [0, 1, 0x7fff_ffff, 0x8000_0000, u32::MAX - 1] {
        let id = Id::new(value);
        assert!(id.is_some());
        assert_eq!(id.map(Id::get), Some(value));
    }
    assert_eq!(Id::new(u32::MAX), None);
    assert_eq!(size_of::<Option<Id>>(), 4);
    assert_eq!(size_of::<Result<Id, ()>>(), 4);
    // The second `Option` has no other value.
    let deep: [Option<Option<Id>>; 3] = [None, Some(None), Some(Id::new(u32::MAX - 1))];
    assert_eq!(size_of::<Option<Option<Id>>>(), 8);
    assert_eq!(deep.map(|id| id.is_some()), [false, true, true]);
    assert_eq!(
        deep.map(|id| id.flatten().map(Id::get)),
        [None, None, Some(u32::MAX - 1)]
    );

    // In constants, and in a struct.
    type Offset = pat!(encoded i64 is -i64::MAX..);
    // In order, or its size would be up to the compiler.
    #[repr(C)]
    struct Entry {
        id: Option<Id>,
        flags: u32,
        offset: Option<Offset>,
    }
    const ZERO: Offset = pat!(0 in Offset);
    const LOWEST: Option<Offset> = Offset::MIN.checked_sub(1);
    static ENTRIES: [Entry; 2] = [
        Entry {
            id: None,
            flags: 1,
            offset: ZERO.checked_sub(i64::MAX),
        },
        Entry {
            id: Some(Id::of::<0>()),
            flags: 2,
            offset: LOWEST,
        },
    ];
    assert_eq!(size_of::<Entry>(), 16);
    assert_eq!(ENTRIES[0].offset, Some(Offset::MIN));
    assert_eq!(ENTRIES[0].offset.map(Offset::get), Some(-i64::MAX));
    assert!(ENTRIES[0].id.is_none() && ENTRIES[1].id == Some(Id::MIN));
    assert!(ENTRIES[1].offset.is_none());
    assert_eq!(ENTRIES.each_ref().map(|entry| entry.flags), [1, 2]);
    assert_eq!(Offset::nearest(i64::MIN), Offset::MIN);
    assert_eq!(Offset::MAX.wrapping_add(1), Offset::MIN);
    assert_eq!(Id::try_from(-1_i8), Err(OutOfRange::default_for_test()));
    assert_eq!(
        Offset::try_from(i64::MIN)
            .ok()
            .or(Offset::try_from(u64::MAX).ok()),
        None
    );

    // To and from ranges of other integers.
    type Port = pat!(u16 is 1..);
    type Wide = pat!(encoded i64 is ..i64::MAX);
    let wide: Id = Port::MAX.widen();
    assert_eq!(wide.get(), 0xffff);
    assert_eq!(Id::MAX.widen::<Wide>().get(), 0xffff_fffe);
    assert_eq!(wide.narrow::<Port>(), Some(Port::MAX));
    assert_eq!(Id::MIN.narrow::<Port>(), None);
    assert_eq!(Wide::MIN.narrow::<Id>(), None);
}

#[test]
fn encoded_is_a_word_before_a_type() {
    macro_rules! of {
        ($of:ty, $bounds:expr) => {
            pat!(encoded $of is $bounds)
        };
    }
    #[expect(non_camel_case_types, reason = "the word is `encoded`")]
    type encoded = u8;
    type Named = pat!(encoded is 0..=9);
    type Both = pat!(encoded self::encoded16 is 0..encoded16::MAX);
    assert_eq!((Named::MAX.get(), size_of::<Option<Named>>()), (9_u8, 1));
    assert_eq!(
        (Both::MAX.get(), size_of::<Option<Both>>()),
        (0xfffe_u16, 2)
    );
    type Passed = of!(u32, 0..u32::MAX);
    assert_eq!(size_of::<Option<Passed>>(), 4);
    type Qualified = pat!(encoded <u32 as std::ops::Not>::Output is 0..u32::MAX);
    let same: Qualified = Passed::MAX;
    assert_eq!(same, Passed::MAX);
}

#[expect(non_camel_case_types, reason = "the word is `encoded`")]
type encoded16 = u16;

#[test]
fn one_byte_nests() {
    type Percent = pat!(u8 is 0..=100);
    type Deep = Option<Option<Option<Option<Percent>>>>;
    assert_eq!(size_of::<Deep>(), 1);
    let deep: Deep = Some(Some(None));
    assert_eq!(deep, Some(Some(None)));
    assert_eq!(deep.flatten().flatten(), None);
    assert_ne!(deep, Some(None));
    let whole: Deep = Some(Some(Some(Percent::new(100))));
    assert_eq!(
        whole.flatten().flatten().flatten().map(Percent::get),
        Some(100)
    );

    // Kept among others in an enum, and by reference.
    type Place = pat!(u32 is 0..=0xff_ffff);
    #[derive(Debug, PartialEq)]
    enum Load {
        At(Place),
        Idle,
        Off,
        Failed,
    }
    assert_eq!(size_of::<Load>(), 4);
    let loads = [
        Load::Idle,
        Load::At(Place::of::<0>()),
        Load::At(Place::MAX),
        Load::Off,
        Load::Failed,
    ];
    assert_eq!(loads[2], Load::At(Place::of::<0xff_ffff>()));
    assert_ne!(loads[0], loads[3]);
}

#[test]
fn bounds_are_constant_expressions_of_the_type() {
    mod limits {
        pub(super) const CPUS: u32 = 8192;
    }
    struct Device;
    impl Device {
        const LOW: i16 = -3;
    }
    type Int = i16;
    const __KELSON: u32 = 1;

    type Cpu = pat!(u32 is 0..limits::CPUS);
    assert_eq!((Cpu::MIN.get(), Cpu::MAX.get()), (0, 8191));
    type Low = pat!(Int is Device::LOW..);
    assert_eq!((Low::MIN.get(), Low::MAX.get()), (-3, i16::MAX));
    type High = pat!(u8 is ..=b'z' - 1);
    assert_eq!((High::MIN.get(), High::MAX.get()), (0, b'y'));
    type End = pat!(i64 is ..{ let ten = 10; ten * ten });
    assert_eq!((End::MIN.get(), End::MAX.get()), (i64::MIN, 99));
    type Shadow = pat!(u32 is __KELSON..=__KELSON);
    assert_eq!(Shadow::MIN, Shadow::MAX);
    type Written = pat!(u32 is 1 - 1..=8191);
    let same: Written = Cpu::MAX;
    assert_eq!(same.get(), 8191);
    type OnlyOne = pat!(usize is 1..2);
    assert_eq!(OnlyOne::MAX.get(), 1);
}

#[test]
fn characters() {
    type Lower = pat!(char is 'a'..='z');
    assert_eq!(size_of::<Option<Lower>>(), 4);
    assert_eq!(Lower::new('q').map(char::from), Some('q'));
    assert_eq!(Lower::new('Q'), None);
    assert_eq!(Lower::try_from('{'), Err(OutOfRange::default_for_test()));
    assert_eq!(Lower::nearest('~').get(), 'z');
    // There is a gap in `char`.
    type BeforeGap = pat!(char is ..'\u{e000}');
    assert_eq!(BeforeGap::MAX.get(), '\u{d7ff}');
    type All = pat!(char is '\0'..);
    assert_eq!(All::MAX.get(), char::MAX);
    assert_eq!(
        All::new('\u{e000}').and_then(All::narrow::<BeforeGap>),
        None
    );
    assert_eq!(All::of::<'b'>().narrow::<Lower>(), Some(Lower::of::<'b'>()));
}

/// The error has no public function that makes it.
trait ForTest {
    fn default_for_test() -> Self;
}

impl ForTest for OutOfRange {
    fn default_for_test() -> Self {
        <pat!(u8 is 0..=1)>::try_from(2_u8).unwrap_err()
    }
}

#[test]
fn conversions() {
    type Percent = pat!(u8 is 0..=100);
    type Index = pat!(usize is ..1000);
    type Signed = pat!(i32 is -5..=500);
    let wide: Index = Percent::of::<99>().widen();
    assert_eq!(wide.get(), 99);
    let signed: Signed = Percent::of::<99>().widen();
    assert_eq!(signed.get(), 99);
    assert_eq!(Signed::of::<-5>().narrow::<Percent>(), None);
    assert_eq!(Signed::of::<5>().narrow::<Percent>(), Percent::new(5));
    assert_eq!(Signed::of::<101>().narrow::<Percent>(), None);
    // From any integer.
    assert_eq!(Percent::try_from(100_u64), Ok(Percent::MAX));
    assert!(Percent::try_from(u64::MAX).is_err() && Percent::try_from(-1_isize).is_err());
    assert_eq!(Signed::try_from(-5_i8).map(i32::from), Ok(-5));
    assert_eq!(
        OutOfRange::default_for_test().to_string(),
        "the value is out of range"
    );
}

#[test]
fn values_are_made_in_constants() {
    type Percent = pat!(u8 is 0..=100);
    const HALF: Percent = Percent::of::<50>();
    const MORE: Percent = HALF.saturating_add(70);
    const NONE: Option<Percent> = HALF.checked_sub(51);
    const WRAPPED: Percent = HALF.wrapping_add(51);
    static TABLE: [Percent; 3] = [Percent::new(3).unwrap(), Percent::MAX, HALF];
    assert_eq!((MORE.get(), NONE, WRAPPED.get()), (100, None, 0));
    assert_eq!(TABLE.map(Percent::get), [3, 100, 50]);
    let mut sorted = TABLE;
    sorted.sort();
    assert_eq!(sorted.map(Percent::get), [3, 50, 100]);
    assert_eq!(TABLE.iter().collect::<HashSet<_>>().len(), 3);
}

#[test]
fn powers_of_two() {
    let all = (0..=255_u8).filter_map(PowerOfTwo::<u8>::new);
    assert_eq!(
        all.map(PowerOfTwo::<u8>::get).collect::<Vec<_>>(),
        [1, 2, 4, 8, 16, 32, 64, 128]
    );
    macro_rules! check {
        ($($prim:ident)*) => { $(
            { type Power = PowerOfTwo<$prim>;
            assert_eq!(size_of::<Option<Option<Power>>>(), size_of::<$prim>());
            assert_eq!(align_of::<Power>(), align_of::<$prim>());
            for exponent in 0..$prim::BITS {
                let number = (1 as $prim) << exponent;
                let power = Power::new(number).unwrap();
                assert_eq!(Power::from_log2(exponent), Some(power));
                // SAFETY: both have the size, and all bytes are initialized.
                assert_eq!(unsafe { std::mem::transmute::<Power, $prim>(power) }, number);
                assert_eq!((power.get(), power.log2(), power.mask()), (number, exponent, number - 1));
                for value in [0, 1, 2, 3, 63, 64, 65, number - 1, number, number | 1, $prim::MAX - 1, $prim::MAX] {
                    assert_eq!((value / power, value % power), (value / number, value % number));
                    assert_eq!(power.is_aligned(value), value % number == 0);
                    assert_eq!(power.align_down(value), value / number * number);
                    assert_eq!(power.align_up(value), value.checked_next_multiple_of(number));
                    assert_eq!(Power::new(value).is_some(), value.is_power_of_two());
                    assert_eq!(Power::at_least(value).map(Power::get), value.checked_next_power_of_two());
                }
            }
            assert_eq!(Power::from_log2($prim::BITS), None); }
        )* };
    }
    check!(u8 u16 u32 u64 usize);
}

#[test]
fn alignments() {
    assert_eq!(Alignment::of::<u64>().get(), align_of::<u64>());
    assert_eq!(Alignment::of_val(&[0_u16; 3][..]).get(), 2);
    assert_eq!(Alignment::new(0).or(Alignment::new(24)), None);
    assert_eq!(size_of::<Option<Option<Alignment>>>(), size_of::<usize>());
    let page = Alignment::try_from(4096).unwrap();
    assert_eq!((page.log2(), page.mask()), (12, 4095));
    assert_eq!(page.align_up(usize::MAX), None);
    assert_eq!(
        (page.align_up(1), page.align_down(8191)),
        (Some(4096), 4096)
    );
    assert!(page.is_aligned(8192) && !page.is_aligned(8200));
    assert_eq!(page.layout(10), Layout::from_size_align(10, 4096));
    assert!(page.layout(isize::MAX as usize).is_err());
    assert_eq!(
        Alignment::from(Layout::new::<u32>()),
        Alignment::of::<u32>()
    );
    assert_eq!(
        Alignment::from(PowerOfTwo::<usize>::of::<1>()),
        Alignment::MIN
    );
    assert_eq!(PowerOfTwo::from(page), page.power());
    assert_eq!(
        (usize::from(page), format!("{page} {page:?}")),
        (4096, "4096 4096".into())
    );
}
