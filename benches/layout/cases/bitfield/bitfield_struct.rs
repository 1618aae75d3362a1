// SPDX-License-Identifier: MIT OR Apache-2.0

//! The crate `bitfield-struct`.

use bitfield_struct::bitfield;

#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub enum Power {
    D0,
    D1,
    D2,
    D3,
}

impl Power {
    const fn from_bits(bits: u8) -> Self {
        match bits {
            0 => Power::D0,
            1 => Power::D1,
            2 => Power::D2,
            _ => Power::D3,
        }
    }

    const fn into_bits(self) -> u8 {
        self as u8
    }
}

#[bitfield(u32)]
pub struct Ctl {
    low: u8,
    #[bits(4)]
    rate: u8,
    #[bits(4)]
    gap: u8,
    enable: bool,
    gap1: bool,
    #[bits(2)]
    power: Power,
    #[bits(4)]
    gap2: u8,
    count: u8,
}

#[no_mangle]
pub extern "C" fn bitfield_struct_get(raw: u32) -> u32 {
    Ctl::from_bits(raw).rate() as u32
}

#[no_mangle]
pub extern "C" fn bitfield_struct_flag(raw: u32) -> bool {
    Ctl::from_bits(raw).enable()
}

#[no_mangle]
pub extern "C" fn bitfield_struct_power(raw: u32) -> u8 {
    Ctl::from_bits(raw).power() as u8
}

#[no_mangle]
pub extern "C" fn bitfield_struct_with(raw: u32, value: u32) -> u32 {
    Ctl::from_bits(raw)
        .with_rate((value & 0xf) as u8)
        .into_bits()
}

#[no_mangle]
pub extern "C" fn bitfield_struct_build(count: u8, mode: u8, enable: bool, value: u8) -> u32 {
    Ctl::from_bits(0)
        .with_count(count)
        .with_power(Power::from_bits(mode & 3))
        .with_enable(enable)
        .with_rate(value & 0xf)
        .into_bits()
}

#[no_mangle]
pub extern "C" fn bitfield_struct_modify(raw: u32) -> u32 {
    let now = Ctl::from_bits(raw);
    if now.enable() {
        return raw;
    }
    now.with_power(Power::D3)
        .with_enable(true)
        .with_rate(3)
        .into_bits()
}

pub fn sum(words: &[u32]) -> u32 {
    words.iter().fold(0u32, |sum, word| {
        let now = Ctl::from_bits(*word);
        let part = now.rate() as u32 + now.count() as u32 + now.power() as u32;
        sum.wrapping_add(if now.enable() { part } else { 0 })
    })
}

pub fn update(words: &mut [u32]) {
    for word in words {
        let now = Ctl::from_bits(*word);
        *word = now
            .with_rate((now.rate() + 1) & 0xf)
            .with_enable(!now.enable())
            .into_bits();
    }
}
