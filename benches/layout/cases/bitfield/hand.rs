// SPDX-License-Identifier: MIT OR Apache-2.0

//! Masks and shifts.

#[no_mangle]
pub extern "C" fn hand_get(raw: u32) -> u32 {
    (raw >> 8) & 0xf
}

#[no_mangle]
pub extern "C" fn hand_flag(raw: u32) -> bool {
    raw & (1 << 16) != 0
}

#[no_mangle]
pub extern "C" fn hand_power(raw: u32) -> u8 {
    ((raw >> 18) & 3) as u8
}

#[no_mangle]
pub extern "C" fn hand_with(raw: u32, rate: u32) -> u32 {
    (raw & !0xf00) | ((rate & 0xf) << 8)
}

#[no_mangle]
pub extern "C" fn hand_build(count: u8, power: u8, enable: bool, rate: u8) -> u32 {
    (count as u32) << 24
        | ((power & 3) as u32) << 18
        | (enable as u32) << 16
        | ((rate & 0xf) as u32) << 8
}

#[no_mangle]
pub extern "C" fn hand_modify(raw: u32) -> u32 {
    if raw & (1 << 16) != 0 {
        return raw;
    }
    (raw & !0x000d_0f00) | 3 << 18 | 1 << 16 | 3 << 8
}

pub fn sum(words: &[u32]) -> u32 {
    words.iter().fold(0u32, |sum, word| {
        let part = ((word >> 8) & 0xf) + (word >> 24) + ((word >> 18) & 3);
        sum.wrapping_add(if word & (1 << 16) != 0 { part } else { 0 })
    })
}

pub fn update(words: &mut [u32]) {
    for word in words {
        let rate = ((*word >> 8) + 1) & 0xf;
        let enable = *word & (1 << 16) == 0;
        *word = (*word & !0x0001_0f00) | rate << 8 | (enable as u32) << 16;
    }
}
