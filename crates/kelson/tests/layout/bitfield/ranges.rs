// SPDX-License-Identifier: MIT OR Apache-2.0

//! Fields whose type is a range of `pat!`, or a power of two.

use kelson::{bitfield, pat, Bits, PowerOfTwo};

type Level = pat!(u8 is 0..=9);
type Divisor = pat!(u16 is 1..=4);
type Index = pat!(usize is 0..16);
type Balance = pat!(i32 is -3..=2);
type Offset = pat!(i8 is -8..=7);
type Debt = pat!(i64 is -4..=-1);
type Error = pat!(i16 is 0..=300);
type Whole = pat!(u64 is 0..);

/// A struct of one field is as that field.
#[derive(Bits, Clone, Copy, Debug, PartialEq)]
struct Volume(Level);

bitfield! {
    struct Mixer(u64) {
        3:0 level ?=> Level;
        /// More bits than the range needs.
        19:8 volume ?=> Volume;
        22:20 divisor ?=> Divisor;
        /// Each number of four bits.
        27:24 index => Index;
        30:28 balance ?=> Balance;
        35:32 offset => Offset;
        38:36 debt ?=> Debt;
        50:40 error ?=> Error;
        58:51 burst ?=> PowerOfTwo<u8>;
        /// A number.
        63:60 plain;
        overlay 63:0 whole => Whole;
    }
}

#[test]
fn widths_are_those_of_the_numbers() {
    assert_eq!((Level::WIDTH, Divisor::WIDTH, Index::WIDTH), (4, 3, 4));
    assert_eq!((Balance::WIDTH, Offset::WIDTH, Debt::WIDTH), (3, 4, 3));
    assert_eq!((Error::WIDTH, Whole::WIDTH), (9, 64));
    assert_eq!(
        (<pat!(u8 is 0..1)>::WIDTH, <pat!(i8 is -1..=0)>::WIDTH),
        (1, 1)
    );
    assert_eq!(
        (<pat!(i8 is -1..=1)>::WIDTH, <pat!(i8 is ..0)>::WIDTH),
        (2, 8)
    );
    assert_eq!(<pat!(i64 is -0x8000_0000_0000_0000..)>::WIDTH, 64);
}

/// Each number of so many bits, or not.
const _: () = {
    assert!(Index::EXHAUSTIVE && Offset::EXHAUSTIVE && Whole::EXHAUSTIVE);
    assert!(
        <pat!(i8 is -1..=0)>::EXHAUSTIVE && <pat!(i64 is ..=0x7fff_ffff_ffff_ffff)>::EXHAUSTIVE
    );
    assert!(!Level::EXHAUSTIVE && !Debt::EXHAUSTIVE && !Balance::EXHAUSTIVE);
    assert!(!<pat!(u8 is 1..16)>::EXHAUSTIVE && !<pat!(i8 is -8..=6)>::EXHAUSTIVE);
    assert!(!<pat!(i8 is -7..=7)>::EXHAUSTIVE && !<pat!(i8 is -2..=7)>::EXHAUSTIVE);
};

#[test]
fn everything_is_const() {
    const MIXER: Mixer = Mixer::zeroed()
        .with_level(pat!(9 in Level))
        .with_divisor(pat!(4 in Divisor))
        .with_index(pat!(15 in Index))
        .with_balance(pat!(-3 in Balance))
        .with_offset(pat!(-8 in Offset))
        .with_debt(pat!(-1 in Debt))
        .with_burst(PowerOfTwo::<u8>::of::<64>());
    assert_eq!(
        MIXER.into_raw(),
        64 << 51 | 7 << 36 | 8 << 32 | 5 << 28 | 15 << 24 | 4 << 20 | 9
    );
    const LEVEL: u8 = match MIXER.level() {
        Ok(level) => level.get(),
        Err(_) => panic!(),
    };
    assert_eq!((LEVEL, MIXER.whole().get()), (9, MIXER.into_raw()));
}

/// Each number that the bits of a field can be, against the range.
#[test]
fn what_is_in_range_is_read_and_nothing_else() {
    for bits in 0..1_u64 << 12 {
        let mixer = Mixer::from_raw(
            bits << 51 | bits << 40 | bits << 36 | bits << 28 | bits << 20 | bits << 8 | bits,
        );
        let of = |hi: u32, lo: u32| mixer.into_raw() >> lo & ((1 << (hi - lo + 1)) - 1);
        let signed = |hi, lo| ((of(hi, lo) << (63 - hi + lo)) as i64) >> (63 - hi + lo);

        let level = of(3, 0);
        assert_eq!(
            mixer.level().map(u8::from).ok(),
            (level <= 9).then_some(level as u8)
        );
        assert!(!mixer.level().is_err_and(|error| error.bits != level));
        let volume = of(19, 8);
        let in_range = Level::new(volume as u8).filter(|_| volume <= 9).map(Volume);
        assert_eq!(mixer.volume().ok(), in_range);
        let divisor = of(22, 20);
        let in_range = (1..=4).contains(&divisor).then_some(divisor as u16);
        assert_eq!(mixer.divisor().map(u16::from).ok(), in_range);
        assert_eq!(mixer.index().get() as u64, of(27, 24));
        let balance = signed(30, 28) as i32;
        let in_range = (-3..=2).contains(&balance).then_some(balance);
        assert_eq!(mixer.balance().map(i32::from).ok(), in_range);
        assert_eq!(i64::from(mixer.offset().get()), signed(35, 32));
        let debt = signed(38, 36);
        assert_eq!(mixer.debt().map(i64::from).ok(), (debt < 0).then_some(debt));
        let error = of(50, 40);
        assert_eq!(
            mixer.error().map(i16::from).ok(),
            (error <= 300).then_some(error as i16)
        );
        let burst = of(58, 51);
        assert_eq!(
            mixer.burst().map(u8::from).ok(),
            burst.is_power_of_two().then_some(burst as u8)
        );
    }
}

#[test]
fn a_setter_leaves_all_else_alone() {
    let mut mixer = Mixer::from_raw(u64::MAX);
    mixer.set_offset(Offset::MIN);
    mixer.set_debt(Debt::MIN);
    mixer.set_volume(Volume(Level::MIN));
    assert_eq!(mixer.into_raw(), !(7 << 32 | 3 << 36 | 0xfff << 8));
    assert_eq!(
        (mixer.offset(), mixer.debt(), mixer.volume()),
        (Offset::MIN, Ok(Debt::MIN), Ok(Volume(Level::MIN)))
    );
}

/// A number takes any that is tried.
#[test]
fn a_range_is_a_number_that_may_fit() {
    let mixer = Mixer::zeroed();
    assert_eq!(
        mixer
            .try_with_plain(Level::MAX)
            .map(|mixer| mixer.plain().get())
            .ok(),
        Some(9)
    );
    assert_eq!(
        mixer
            .try_with_plain(Error::MAX)
            .map_err(|error| error.value),
        Err(Error::MAX)
    );
    assert!(mixer.try_with_plain(Debt::MAX).is_err());
    assert!(mixer.try_with_plain(PowerOfTwo::<usize>::of::<8>()).is_ok());
    assert!(mixer.try_with_plain(PowerOfTwo::<u64>::of::<16>()).is_err());
}
