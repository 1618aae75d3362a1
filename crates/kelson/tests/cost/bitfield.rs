// Accessors are the masks and shifts that one writes by hand.
//@ same: get plain_get
//@ same: get_low plain_get_low
//@ same: get_top plain_get_top
//@ same: get_signed plain_get_signed
//@ same: get_bool plain_get_bool
//@ same: get_enum plain_get_enum
//@[23] same: get_partial plain_get_partial
//@ same: get_element plain_get_element
//@ same: get_elements plain_get_elements
//@ same: get_wide plain_get_wide
//@ same: with plain_with
//@[23] same: with_signed plain_with_signed
//@[s] same: with_signed plain_with_signed_first
//@ same: with_bool plain_with_bool
//@ same: with_enum plain_with_enum
//@ same: with_constants plain_with_constants
//@ same: with_element plain_with_element
//@ same: set plain_set
//@ same: read_modify_write plain_read_modify_write
// At `s`, one has `or` where the other has `add`, of bits of which no two are set.
//@[23] same: try_with plain_try_with
//@ lacks: get_partial call
// No element is asked for twice whether it is there.
//@ lacks: get_elements call
//@ lacks: try_with call
#![crate_type = "lib"]
use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy, Debug)]
#[repr(u8)]
pub enum Power {
    D0,
    D1,
    D2,
    D3,
}

// Nothing about its size: the discriminants are `isize`.
#[derive(Bits, Clone, Copy, Debug)]
pub enum Mode {
    Off,
    Slow,
    Fast,
    Turbo,
    Auto,
}

bitfield! {
    pub struct Ctl(u32) {
        31:28 top;
        27:20 temp => signed;
        19:18 power => Power;
        16:16 enable => bool;
        15:12 mode ?=> Mode;
        11:8 rate;
        3:0 low;
    }
}

const LANE: u32 = 8;

bitfield! {
    pub struct Lanes(u64) {
        (LANE - 2):0 lane[8, stride = LANE];
    }
}

bitfield! {
    pub struct Entry(u64) {
        51:12 frame;
        0:0 present => bool;
    }
}

#[no_mangle]
pub extern "C" fn get(raw: u32) -> u32 {
    Ctl::from_raw(raw).rate().get()
}

#[no_mangle]
pub extern "C" fn plain_get(raw: u32) -> u32 {
    (raw & 0xf00) >> 8
}

#[no_mangle]
pub extern "C" fn get_low(raw: u32) -> u32 {
    Ctl::from_raw(raw).low().get()
}

#[no_mangle]
pub extern "C" fn plain_get_low(raw: u32) -> u32 {
    raw & 0xf
}

#[no_mangle]
pub extern "C" fn get_top(raw: u32) -> u32 {
    Ctl::from_raw(raw).top().get()
}

#[no_mangle]
pub extern "C" fn plain_get_top(raw: u32) -> u32 {
    raw >> 28
}

#[no_mangle]
pub extern "C" fn get_signed(raw: u32) -> i32 {
    Ctl::from_raw(raw).temp().get()
}

#[no_mangle]
pub extern "C" fn plain_get_signed(raw: u32) -> i32 {
    ((raw << 4) as i32) >> 24
}

#[no_mangle]
pub extern "C" fn get_bool(raw: u32) -> bool {
    Ctl::from_raw(raw).enable()
}

#[no_mangle]
pub extern "C" fn plain_get_bool(raw: u32) -> bool {
    raw & 0x1_0000 != 0
}

#[no_mangle]
pub extern "C" fn get_enum(raw: u32) -> u8 {
    Ctl::from_raw(raw).power() as u8
}

#[no_mangle]
pub extern "C" fn plain_get_enum(raw: u32) -> u8 {
    ((raw >> 18) & 3) as u8
}

#[no_mangle]
pub extern "C" fn get_partial(raw: u32) -> u8 {
    match Ctl::from_raw(raw).mode() {
        Ok(mode) => mode as u8,
        Err(_) => 0xff,
    }
}

#[no_mangle]
pub extern "C" fn plain_get_partial(raw: u32) -> u8 {
    let mode = (raw >> 12) & 0xf;
    if mode <= 4 {
        mode as u8
    } else {
        0xff
    }
}

#[no_mangle]
pub extern "C" fn get_element(raw: u64) -> u64 {
    Lanes::from_raw(raw).const_lane::<3>().get()
}

#[no_mangle]
pub extern "C" fn plain_get_element(raw: u64) -> u64 {
    (raw >> 24) & 0x7f
}

#[no_mangle]
pub extern "C" fn get_elements(raw: u64, index: usize) -> u64 {
    match Lanes::from_raw(raw).try_lane(index) {
        Some(lane) => lane.get(),
        None => 0,
    }
}

#[no_mangle]
pub extern "C" fn plain_get_elements(raw: u64, index: usize) -> u64 {
    if index < 8 {
        (raw >> (index as u32 * 8)) & 0x7f
    } else {
        0
    }
}

#[no_mangle]
pub extern "C" fn get_wide(raw: u64) -> u64 {
    Entry::from_raw(raw).frame().get()
}

#[no_mangle]
pub extern "C" fn plain_get_wide(raw: u64) -> u64 {
    (raw >> 12) & ((1 << 40) - 1)
}

#[no_mangle]
pub extern "C" fn with(raw: u32, value: u32) -> u32 {
    Ctl::from_raw(raw)
        .with_rate(kelson::bitfield::Bounded::<u32, 4>::truncate(value))
        .into_raw()
}

#[no_mangle]
pub extern "C" fn plain_with(raw: u32, value: u32) -> u32 {
    (raw & !0xf00) | ((value & 0xf) << 8)
}

#[no_mangle]
pub extern "C" fn with_signed(raw: u32, value: i8) -> u32 {
    Ctl::from_raw(raw).with_temp(value).into_raw()
}

#[no_mangle]
pub extern "C" fn plain_with_signed(raw: u32, value: i8) -> u32 {
    (raw & !0x0ff0_0000) | (value as u8 as u32) << 20
}

// The same four instructions, of which the compiler takes another first.
#[no_mangle]
pub extern "C" fn plain_with_signed_first(raw: u32, value: i8) -> u32 {
    let bits = value as u8 as u32;
    (raw & !0x0ff0_0000) | bits << 20
}

#[no_mangle]
pub extern "C" fn with_bool(raw: u32, value: bool) -> u32 {
    Ctl::from_raw(raw).with_enable(value).into_raw()
}

#[no_mangle]
pub extern "C" fn plain_with_bool(raw: u32, value: bool) -> u32 {
    (raw & !0x1_0000) | (value as u32) << 16
}

#[no_mangle]
pub extern "C" fn with_enum(raw: u32, value: Power) -> u32 {
    Ctl::from_raw(raw).with_power(value).into_raw()
}

#[no_mangle]
pub extern "C" fn plain_with_enum(raw: u32, value: Power) -> u32 {
    (raw & !0xc_0000) | (value as u32) << 18
}

#[no_mangle]
pub extern "C" fn with_constants(raw: u32) -> u32 {
    Ctl::from_raw(raw)
        .with_const_rate::<9>()
        .with_const_temp::<{ -2 }>()
        .with_power(Power::D3)
        .with_enable(false)
        .into_raw()
}

#[no_mangle]
pub extern "C" fn plain_with_constants(raw: u32) -> u32 {
    (raw & !0x0ffd_0f00) | 0x0fec_0900
}

#[no_mangle]
pub extern "C" fn with_element(raw: u64, value: bool) -> u64 {
    Lanes::from_raw(raw).with_lane(2, value).into_raw()
}

#[no_mangle]
pub extern "C" fn plain_with_element(raw: u64, value: bool) -> u64 {
    (raw & !0x7f_0000) | (value as u64) << 16
}

#[no_mangle]
pub extern "C" fn try_with(raw: u32, value: u64) -> u32 {
    match Ctl::from_raw(raw).try_with_rate(value) {
        Ok(ctl) => ctl.into_raw(),
        Err(_) => 0,
    }
}

fn plain_checked(raw: u32, value: u64) -> Option<u32> {
    if value > 15 {
        return None;
    }
    Some((raw & !0xf00) | (value as u32) << 8)
}

#[no_mangle]
pub extern "C" fn plain_try_with(raw: u32, value: u64) -> u32 {
    match plain_checked(raw, value) {
        Some(raw) => raw,
        None => 0,
    }
}

#[no_mangle]
pub extern "C" fn set(ctl: &mut Ctl, on: bool) {
    ctl.set_enable(on);
    ctl.set_low(on);
}

#[no_mangle]
pub extern "C" fn plain_set(ctl: &mut u32, on: bool) {
    *ctl = (*ctl & !0x1_000f) | (on as u32) << 16 | on as u32;
}

#[no_mangle]
pub unsafe extern "C" fn read_modify_write(ctl: *mut Ctl) {
    let now = ctl.read_volatile();
    if !now.enable() {
        ctl.write_volatile(now.with_enable(true).with_const_rate::<3>());
    }
}

#[no_mangle]
pub unsafe extern "C" fn plain_read_modify_write(ctl: *mut u32) {
    let now = ctl.read_volatile();
    if now & 0x1_0000 == 0 {
        ctl.write_volatile((now & !0x1_0f00) | 0x1_0300);
    }
}
