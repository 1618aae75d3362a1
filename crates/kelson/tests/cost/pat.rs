// What the type knows the optimizer knows, and to know it costs nothing.
//@ same: index index_unchecked
//@ same: index_narrow index_narrow_unchecked
//@ lacks: total_match panic
//@ lacks: of_option panic
//@ same: read read_integer
//@ same: write write_integer
//@ same: compare compare_integer
//@ same: widened cast
//@ same: next next_by_hand
// To make one is one comparison.
//@ same: check check_by_hand
//@ same: remainder mask
//@ same: quotient shift
// From the number itself a division is seen to be one by a power of two by later compilers only.
//@ >=1.95 lacks: remainder_of_number div
//@ >=1.95 lacks: quotient_of_number div
// rustc 1.85 takes a branch in one and a conditional move in the other.
//@ >=1.95 same: align_up align_up_by_hand
//@[s] same: align_up align_up_by_hand
//@ lacks: in_pages div
// What is encoded is xored with a constant, and no more: making one from its number is that alone.
//@ same: encoded complement
//@ same: make_encoded make_by_hand
//@ same: read_encoded read_complement
//@ same: encoded_signed flip_sign
//@ same: encoded_wide flip_sign_wide
//@[s] lacks: encoded_wide movabs
//@ same: is_none is_zero
//@ same: equal_encoded equal_integer
//@ same: index_encoded index_complement
//@ lacks: encoded_match panic
// As the types of a register's fields.
//@ same: read_field plain_read_field
//@ same: read_signed_field plain_read_signed_field
//@ same: write_field plain_write_field
//@ same: write_signed_field plain_write_signed_field
#![crate_type = "lib"]
#![allow(improper_ctypes_definitions, reason = "nobody calls them from C")]
use kelson::{pat, Alignment, PowerOfTwo};

type Index = pat!(usize is 0..=99);
type Narrow = pat!(u8 is ..100);
type Nanos = pat!(u32 is 0..=999_999_999);
type Nice = pat!(i32 is -20..=19);
type Wide = pat!(i64 is -1000..=1000);
type Power = PowerOfTwo<u32>;
type Id = pat!(encoded u32 is 0..u32::MAX);
type Offset = pat!(encoded i32 is -i32::MAX..);
type LongOffset = pat!(encoded i64 is -i64::MAX..);
type Place = pat!(encoded u16 is 0..=0xff00);

#[no_mangle]
pub extern "C" fn index(of: &[u64; 100], at: Index) -> u64 {
    of[at.get()]
}

#[no_mangle]
pub unsafe extern "C" fn index_unchecked(of: &[u64; 100], at: usize) -> u64 {
    *of.get_unchecked(at)
}

#[no_mangle]
pub extern "C" fn index_narrow(of: &[u64; 100], at: &Narrow) -> u64 {
    of[usize::from(at.get())]
}

#[no_mangle]
pub unsafe extern "C" fn index_narrow_unchecked(of: &[u64; 100], at: &u8) -> u64 {
    *of.get_unchecked(usize::from(*at))
}

#[no_mangle]
pub extern "C" fn total_match(nice: Nice) -> u32 {
    match nice.get() {
        -20..=-1 => 1,
        0..=19 => 2,
        _ => unreachable!(),
    }
}

#[no_mangle]
pub extern "C" fn of_option(of: &[u64; 100], at: &Option<Index>) -> u64 {
    match at {
        Some(at) => of[at.get()],
        None => 7,
    }
}

#[no_mangle]
pub extern "C" fn read(of: &Nanos) -> u32 {
    of.get()
}

#[no_mangle]
pub extern "C" fn read_integer(of: &u32) -> u32 {
    *of
}

#[no_mangle]
pub extern "C" fn write(of: &mut Nanos, value: Nanos) {
    *of = value;
}

#[no_mangle]
pub extern "C" fn write_integer(of: &mut u32, value: u32) {
    *of = value;
}

#[no_mangle]
pub extern "C" fn compare(one: &Nice, other: &Nice) -> bool {
    one < other
}

#[no_mangle]
pub extern "C" fn compare_integer(one: &i32, other: &i32) -> bool {
    one < other
}

#[no_mangle]
pub extern "C" fn widened(of: &Nice) -> i64 {
    of.widen::<Wide>().get()
}

#[no_mangle]
pub extern "C" fn cast(of: &i32) -> i64 {
    i64::from(*of)
}

#[no_mangle]
pub extern "C" fn next(of: &Index) -> usize {
    of.wrapping_add(1).get()
}

#[no_mangle]
pub extern "C" fn next_by_hand(of: &usize) -> usize {
    if *of == 99 { 0 } else { *of + 1 }
}

#[no_mangle]
pub extern "C" fn check(value: u32) -> u32 {
    match Nanos::new(value) {
        Some(value) => value.get(),
        None => u32::MAX,
    }
}

#[no_mangle]
pub extern "C" fn check_by_hand(value: u32) -> u32 {
    if value <= 999_999_999 { value } else { u32::MAX }
}

#[no_mangle]
pub extern "C" fn remainder(value: u32, by: Power) -> u32 {
    value % by
}

#[no_mangle]
pub extern "C" fn mask(value: u32, by: u32) -> u32 {
    value & (by - 1)
}

#[no_mangle]
pub extern "C" fn quotient(value: u32, by: Power) -> u32 {
    value / by
}

#[no_mangle]
pub unsafe extern "C" fn shift(value: u32, by: std::num::NonZero<u32>) -> u32 {
    value >> by.trailing_zeros()
}

#[no_mangle]
pub extern "C" fn remainder_of_number(value: u32, by: Power) -> u32 {
    value % by.get()
}

#[no_mangle]
pub extern "C" fn quotient_of_number(value: u32, by: Power) -> u32 {
    value / by.get()
}

#[no_mangle]
pub extern "C" fn align_up(value: usize, to: Alignment) -> usize {
    to.align_up(value).unwrap_or(0)
}

#[no_mangle]
pub extern "C" fn align_up_by_hand(value: usize, to: usize) -> usize {
    match value.checked_add(to - 1) {
        Some(sum) => sum & !(to - 1),
        None => 0,
    }
}

#[no_mangle]
pub extern "C" fn in_pages(bytes: usize, page: Alignment) -> usize {
    bytes / page.power()
}

#[no_mangle]
pub extern "C" fn encoded(of: Id) -> u32 {
    of.get()
}

#[no_mangle]
pub extern "C" fn complement(of: u32) -> u32 {
    !of
}

#[no_mangle]
pub extern "C" fn make_encoded(value: u32) -> Option<Id> {
    Id::new(value)
}

#[no_mangle]
pub extern "C" fn make_by_hand(value: u32) -> u32 {
    !value
}

#[no_mangle]
pub extern "C" fn read_encoded(of: &Id) -> u32 {
    of.get()
}

#[no_mangle]
pub extern "C" fn read_complement(of: &u32) -> u32 {
    !*of
}

#[no_mangle]
pub extern "C" fn encoded_signed(of: Offset) -> i32 {
    of.get()
}

#[no_mangle]
pub extern "C" fn flip_sign(of: i32) -> i32 {
    of ^ i32::MIN
}

#[no_mangle]
pub extern "C" fn encoded_wide(of: LongOffset) -> i64 {
    of.get()
}

#[no_mangle]
pub extern "C" fn flip_sign_wide(of: i64) -> i64 {
    of ^ i64::MIN
}

#[no_mangle]
pub extern "C" fn is_none(of: &Option<Id>) -> bool {
    of.is_none()
}

#[no_mangle]
pub extern "C" fn is_zero(of: &u32) -> bool {
    *of == 0
}

#[no_mangle]
pub extern "C" fn equal_encoded(one: &Id, other: &Id) -> bool {
    one == other
}

#[no_mangle]
pub extern "C" fn equal_integer(one: &u32, other: &u32) -> bool {
    one == other
}

#[no_mangle]
pub extern "C" fn index_encoded(of: &[u64; 0xff01], at: &Place) -> u64 {
    of[usize::from(at.get())]
}

#[no_mangle]
pub unsafe extern "C" fn index_complement(of: &[u64; 0xff01], at: &u16) -> u64 {
    *of.get_unchecked(usize::from(!*at))
}

#[no_mangle]
pub extern "C" fn encoded_match(offset: &Offset) -> u32 {
    match offset.get() {
        -0x7fff_ffff..=0 => 1,
        1.. => 2,
        _ => unreachable!(),
    }
}

type Level = pat!(u8 is 0..=9);
type Trim = pat!(i8 is -8..=7);

kelson::bitfield! {
    pub struct Ctl(u32) {
        11:8 offset => Trim;
        7:4 level ?=> Level;
    }
}

#[no_mangle]
pub extern "C" fn read_field(ctl: Ctl) -> u8 {
    match ctl.level() {
        Ok(level) => level.get(),
        Err(_) => 255,
    }
}

#[no_mangle]
pub extern "C" fn plain_read_field(ctl: u32) -> u8 {
    let level = ctl >> 4 & 0xf;
    if level <= 9 {
        level as u8
    } else {
        255
    }
}

#[no_mangle]
pub extern "C" fn read_signed_field(ctl: Ctl) -> i8 {
    ctl.offset().get()
}

#[no_mangle]
pub extern "C" fn plain_read_signed_field(ctl: u32) -> i8 {
    ((ctl >> 8 & 0xf) as i8) << 4 >> 4
}

#[no_mangle]
pub extern "C" fn write_field(ctl: Ctl, level: Level) -> Ctl {
    ctl.with_level(level)
}

#[no_mangle]
pub extern "C" fn plain_write_field(ctl: u32, level: Level) -> u32 {
    // That it is below 10 makes the shift one of eight bits here too.
    ctl & !0xf0 | (level.get() as u32) << 4
}

#[no_mangle]
pub extern "C" fn write_signed_field(ctl: Ctl, offset: Trim) -> Ctl {
    ctl.with_offset(offset)
}

#[no_mangle]
pub extern "C" fn plain_write_signed_field(ctl: u32, offset: i8) -> u32 {
    let bits = offset as u32 & 0xf;
    ctl & !0xf00 | bits << 8
}
