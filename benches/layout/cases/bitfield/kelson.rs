// SPDX-License-Identifier: MIT OR Apache-2.0

//! `kelson::bitfield!`.

use kelson::bitfield::Bounded;
use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy, Debug)]
#[repr(u8)]
pub enum Power {
    D0,
    D1,
    D2,
    D3,
}

bitfield! {
    pub struct Ctl(u32) {
        31:24 count;
        19:18 power => Power;
        16:16 enable => bool;
        11:8 rate;
    }
}

fn power(bits: u8) -> Power {
    match bits & 3 {
        0 => Power::D0,
        1 => Power::D1,
        2 => Power::D2,
        _ => Power::D3,
    }
}

fn rate(bits: u32) -> Bounded<u32, 4> {
    Bounded::<u32, 4>::truncate(bits)
}

#[no_mangle]
pub extern "C" fn kelson_get(raw: u32) -> u32 {
    Ctl::from_raw(raw).rate().get()
}

#[no_mangle]
pub extern "C" fn kelson_flag(raw: u32) -> bool {
    Ctl::from_raw(raw).enable()
}

#[no_mangle]
pub extern "C" fn kelson_power(raw: u32) -> u8 {
    Ctl::from_raw(raw).power() as u8
}

#[no_mangle]
pub extern "C" fn kelson_with(raw: u32, value: u32) -> u32 {
    Ctl::from_raw(raw).with_rate(rate(value)).into_raw()
}

#[no_mangle]
pub extern "C" fn kelson_build(count: u8, mode: u8, enable: bool, value: u8) -> u32 {
    Ctl::zeroed()
        .with_count(count)
        .with_power(power(mode))
        .with_enable(enable)
        .with_rate(rate(value as u32))
        .into_raw()
}

#[no_mangle]
pub extern "C" fn kelson_modify(raw: u32) -> u32 {
    let now = Ctl::from_raw(raw);
    if now.enable() {
        return raw;
    }
    now.with_power(Power::D3)
        .with_enable(true)
        .with_const_rate::<3>()
        .into_raw()
}

pub fn sum(words: &[u32]) -> u32 {
    words.iter().fold(0u32, |sum, word| {
        let now = Ctl::from_raw(*word);
        let part = now.rate() + now.count() + now.power() as u32;
        sum.wrapping_add(if now.enable() { part } else { 0 })
    })
}

pub fn update(words: &mut [u32]) {
    for word in words {
        let now = Ctl::from_raw(*word);
        *word = now
            .with_rate(rate(now.rate() + 1))
            .with_enable(!now.enable())
            .into_raw();
    }
}
