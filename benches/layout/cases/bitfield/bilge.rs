// SPDX-License-Identifier: MIT OR Apache-2.0

//! The crate `bilge`.

use bilge::prelude::*;

#[bitsize(2)]
#[derive(FromBits, Clone, Copy, Debug)]
pub enum Power {
    D0,
    D1,
    D2,
    D3,
}

#[bitsize(32)]
#[derive(FromBits, Clone, Copy)]
pub struct Ctl {
    low: u8,
    rate: u4,
    gap: u4,
    enable: bool,
    gap1: u1,
    power: Power,
    gap2: u4,
    count: u8,
}

fn rate(bits: u32) -> u4 {
    u4::new((bits & 0xf) as u8)
}

#[no_mangle]
pub extern "C" fn bilge_get(raw: u32) -> u32 {
    Ctl::from(raw).rate().value() as u32
}

#[no_mangle]
pub extern "C" fn bilge_flag(raw: u32) -> bool {
    Ctl::from(raw).enable()
}

#[no_mangle]
pub extern "C" fn bilge_power(raw: u32) -> u8 {
    Ctl::from(raw).power() as u8
}

#[no_mangle]
pub extern "C" fn bilge_with(raw: u32, value: u32) -> u32 {
    let mut now = Ctl::from(raw);
    now.set_rate(rate(value));
    u32::from(now)
}

#[no_mangle]
pub extern "C" fn bilge_build(count: u8, mode: u8, enable: bool, value: u8) -> u32 {
    let mut now = Ctl::from(0);
    now.set_count(count);
    now.set_power(Power::from(u2::new(mode & 3)));
    now.set_enable(enable);
    now.set_rate(rate(value as u32));
    u32::from(now)
}

#[no_mangle]
pub extern "C" fn bilge_modify(raw: u32) -> u32 {
    let mut now = Ctl::from(raw);
    if now.enable() {
        return raw;
    }
    now.set_power(Power::D3);
    now.set_enable(true);
    now.set_rate(u4::new(3));
    u32::from(now)
}

pub fn sum(words: &[u32]) -> u32 {
    words.iter().fold(0u32, |sum, word| {
        let now = Ctl::from(*word);
        let part = now.rate().value() as u32 + now.count() as u32 + now.power() as u32;
        sum.wrapping_add(if now.enable() { part } else { 0 })
    })
}

pub fn update(words: &mut [u32]) {
    for word in words {
        let mut now = Ctl::from(*word);
        now.set_rate(rate(now.rate().value() as u32 + 1));
        now.set_enable(!now.enable());
        *word = u32::from(now);
    }
}
