// Bit-fields are what one writes by hand with masks, and packed fields what `repr(packed)` has.
//@[23s] same: read_bits read_bits_by_hand
//@[23s] same: read_signed read_signed_by_hand
//@[23s] same: read_flag read_flag_by_hand
//@[23s] same: read_wide read_wide_by_hand
//@[23s] same: write_bits write_bits_by_hand
//@[23s] same: write_flag write_flag_by_hand
//@[23s] same: write_wide write_wide_by_hand
//@[23s] same: make make_by_hand
//@[23s] same: read_packed read_packed_by_hand
//@[23s] same: write_packed write_packed_by_hand
//@[23s] lacks: write_straddling call
//@[23s] lacks: read_straddling call
#![crate_type = "lib"]
use kelson::c_layout;

#[c_layout]
#[derive(Clone, Copy)]
pub struct Bits {
    #[bits(3)]
    low: u32,
    #[bits(5)]
    signed: i32,
    #[bits(1)]
    flag: bool,
    #[bits(23)]
    wide: u32,
}

#[no_mangle]
pub extern "C" fn read_bits(bits: &Bits) -> u32 {
    bits.low()
}

#[no_mangle]
pub extern "C" fn read_bits_by_hand(word: &[u8; 4]) -> u32 {
    u32::from(word[0] & 7)
}

#[no_mangle]
pub extern "C" fn read_signed(bits: &Bits) -> i32 {
    bits.signed()
}

#[no_mangle]
pub extern "C" fn read_signed_by_hand(word: &[u8; 4]) -> i32 {
    ((u64::from(word[0]) << 56) as i64 >> 59) as i32
}

#[no_mangle]
pub extern "C" fn read_flag(bits: &Bits) -> bool {
    bits.flag()
}

#[no_mangle]
pub extern "C" fn read_flag_by_hand(word: &[u8; 4]) -> bool {
    word[1] & 1 != 0
}

#[no_mangle]
pub extern "C" fn read_wide(bits: &Bits) -> u32 {
    bits.wide()
}

#[no_mangle]
pub extern "C" fn read_wide_by_hand(word: &[u8; 4]) -> u32 {
    u32::from_le_bytes(*word) >> 9
}

#[no_mangle]
pub extern "C" fn write_bits(bits: &mut Bits, value: u32) {
    bits.set_low(value);
}

#[no_mangle]
pub extern "C" fn write_bits_by_hand(word: &mut [u8; 4], value: u32) {
    word[0] = word[0] & !7 | value as u8 & 7;
}

#[no_mangle]
pub extern "C" fn write_flag(bits: &mut Bits, value: bool) {
    bits.set_flag(value);
}

#[no_mangle]
pub extern "C" fn write_flag_by_hand(word: &mut [u8; 4], value: bool) {
    word[1] = word[1] & !1 | value as u8;
}

#[no_mangle]
pub extern "C" fn write_wide(bits: &mut Bits, value: u32) {
    bits.set_wide(value);
}

#[no_mangle]
pub extern "C" fn write_wide_by_hand(word: &mut [u8; 4], value: u32) {
    let old = u32::from_le_bytes(*word);
    *word = (old & 0x1ff | value << 9).to_le_bytes();
}

#[no_mangle]
pub extern "C" fn make() -> Bits {
    Bits::new(5, -3, true, 0x12_3456)
}

#[repr(C)]
pub struct Word(u32);

#[no_mangle]
pub extern "C" fn make_by_hand() -> Word {
    Word(5 | (-3i32 as u32 & 31) << 3 | 1 << 8 | 0x12_3456 << 9)
}

#[c_layout(packed)]
pub struct Packed {
    tag: u8,
    value: u32,
    #[bits(7)]
    seven: u8,
    #[bits(60)]
    straddling: u64,
}

#[repr(C, packed)]
pub struct ByHand {
    tag: u8,
    value: u32,
}

#[no_mangle]
pub extern "C" fn read_packed(packed: &Packed) -> u32 {
    packed.value.get()
}

#[no_mangle]
pub extern "C" fn read_packed_by_hand(packed: &ByHand) -> u32 {
    packed.value
}

#[no_mangle]
pub extern "C" fn write_packed(packed: &mut Packed, value: u32) {
    packed.value.set(value);
}

#[no_mangle]
pub extern "C" fn write_packed_by_hand(packed: &mut ByHand, value: u32) {
    packed.value = value;
}

#[no_mangle]
pub extern "C" fn read_straddling(packed: &Packed) -> u64 {
    packed.straddling()
}

#[no_mangle]
pub extern "C" fn write_straddling(packed: &mut Packed, value: u64) {
    packed.set_straddling(value);
}
