// A cast is what `as` is, at every level of optimization that optimizes.
//@ same: wide plain_wide
//@ same: signed plain_signed
//@ same: letter plain_letter
//@ same: truth plain_truth
//@ same: nonzero plain_nonzero
//@ lacks: nonzero call
//@ lacks: nonzero test
//@ same: constant plain_constant
#![crate_type = "lib"]
use core::num::NonZero;
use kelson::{cast, const_cast};

#[no_mangle]
pub extern "C" fn wide(value: u32) -> usize {
    cast!(value => usize)
}

#[no_mangle]
pub extern "C" fn plain_wide(value: u32) -> usize {
    value as usize
}

#[no_mangle]
pub extern "C" fn signed(value: i16) -> i64 {
    cast!(value => i64)
}

#[no_mangle]
pub extern "C" fn plain_signed(value: i16) -> i64 {
    value as i64
}

#[no_mangle]
pub extern "C" fn letter(value: u8) -> u32 {
    cast!(cast!(value => char) => u32)
}

#[no_mangle]
pub extern "C" fn plain_letter(value: u8) -> u32 {
    value as char as u32
}

#[no_mangle]
pub extern "C" fn truth(value: bool) -> u64 {
    cast!(value => u64)
}

#[no_mangle]
pub extern "C" fn plain_truth(value: bool) -> u64 {
    value as u64
}

#[no_mangle]
pub extern "C" fn nonzero(value: NonZero<u16>) -> NonZero<u64> {
    cast!(value => NonZero<u64>)
}

#[no_mangle]
pub extern "C" fn plain_nonzero(value: u16) -> u64 {
    value as u64
}

const PAGE_SIZE: usize = 4096;

#[no_mangle]
pub extern "C" fn constant(at: u16) -> u16 {
    at & const_cast!(PAGE_SIZE - 1 => u16)
}

#[no_mangle]
pub extern "C" fn plain_constant(at: u16) -> u16 {
    at & 4095
}
