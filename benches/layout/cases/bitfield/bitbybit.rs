// SPDX-License-Identifier: MIT OR Apache-2.0

//! The crate `bitbybit`.

use arbitrary_int::prelude::*;
use bitbybit::{bitenum, bitfield};

#[bitenum(u2, exhaustive = true)]
#[derive(Debug)]
pub enum Power {
    D0 = 0,
    D1 = 1,
    D2 = 2,
    D3 = 3,
}

#[bitfield(u32)]
pub struct Ctl {
    #[bits(24..=31, rw)]
    count: u8,
    #[bits(18..=19, rw)]
    power: Power,
    #[bit(16, rw)]
    enable: bool,
    #[bits(8..=11, rw)]
    rate: u4,
}

fn rate(bits: u32) -> u4 {
    u4::new((bits & 0xf) as u8)
}

#[no_mangle]
pub extern "C" fn bitbybit_get(raw: u32) -> u32 {
    Ctl::new_with_raw_value(raw).rate().value() as u32
}

#[no_mangle]
pub extern "C" fn bitbybit_flag(raw: u32) -> bool {
    Ctl::new_with_raw_value(raw).enable()
}

#[no_mangle]
pub extern "C" fn bitbybit_power(raw: u32) -> u8 {
    Ctl::new_with_raw_value(raw).power() as u8
}

#[no_mangle]
pub extern "C" fn bitbybit_with(raw: u32, value: u32) -> u32 {
    Ctl::new_with_raw_value(raw)
        .with_rate(rate(value))
        .raw_value()
}

#[no_mangle]
pub extern "C" fn bitbybit_build(count: u8, mode: u8, enable: bool, value: u8) -> u32 {
    Ctl::new_with_raw_value(0)
        .with_count(count)
        .with_power(Power::new_with_raw_value(u2::new(mode & 3)))
        .with_enable(enable)
        .with_rate(rate(value as u32))
        .raw_value()
}

#[no_mangle]
pub extern "C" fn bitbybit_modify(raw: u32) -> u32 {
    let now = Ctl::new_with_raw_value(raw);
    if now.enable() {
        return raw;
    }
    now.with_power(Power::D3)
        .with_enable(true)
        .with_rate(u4::new(3))
        .raw_value()
}

pub fn sum(words: &[u32]) -> u32 {
    words.iter().fold(0u32, |sum, word| {
        let now = Ctl::new_with_raw_value(*word);
        let part = now.rate().value() as u32 + now.count() as u32 + now.power() as u32;
        sum.wrapping_add(if now.enable() { part } else { 0 })
    })
}

pub fn update(words: &mut [u32]) {
    for word in words {
        let now = Ctl::new_with_raw_value(*word);
        *word = now
            .with_rate(rate(now.rate().value() as u32 + 1))
            .with_enable(!now.enable())
            .raw_value();
    }
}
