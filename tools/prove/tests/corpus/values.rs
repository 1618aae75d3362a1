// SPDX-License-Identifier: MIT OR Apache-2.0

//! Arithmetic, options, results, cells and control flow.

#![no_std]
#![allow(dead_code, reason = "functions are there for their code")]

use core::cell::{Cell, RefCell};

// expect: PANICS(overflow)
#[inline(never)]
pub fn add(x: u32, y: u32) -> u32 {
    x + y
}

// expect: PROVEN
#[inline(never)]
pub fn add_wrapping(x: u32, y: u32) -> u32 {
    x.wrapping_add(y)
}

// expect: PROVEN
#[inline(never)]
pub fn add_small(x: u8, y: u8) -> u32 {
    x as u32 + y as u32
}

// expect: PANICS(overflow)
#[inline(never)]
pub fn multiply(x: i64, y: i64) -> i64 {
    x * y
}

// expect: PANICS(overflow)
#[inline(never)]
pub fn shift(x: u32, y: u32) -> u32 {
    x << y
}

// expect: PANICS(overflow)
#[inline(never)]
pub fn negate(x: i32) -> i32 {
    -x
}

// expect: PANICS(division)
#[inline(never)]
pub fn divide(x: u32, y: u32) -> u32 {
    x / y
}

// expect: PANICS(division)
#[inline(never)]
pub fn remainder(x: u32, y: u32) -> u32 {
    x % y
}

// expect: PROVEN
#[inline(never)]
pub fn divide_checked(x: u32, y: u32) -> Option<u32> {
    x.checked_div(y)
}

// expect: PROVEN
#[inline(never)]
pub fn divide_nonzero(x: u32, y: core::num::NonZeroU32) -> u32 {
    x / y
}

// expect: PROVEN
#[inline(never)]
pub fn divide_wide(x: u128, y: u128) -> u128 {
    if y == 0 { 0 } else { x / y }
}

// expect: PANICS(unwrap)
#[inline(never)]
pub fn unwrap(x: Option<u32>) -> u32 {
    x.unwrap()
}

// expect: PANICS(unwrap)
#[inline(never)]
pub fn expect(x: Option<u32>) -> u32 {
    x.expect("a value")
}

// expect: PANICS(unwrap)
#[inline(never)]
pub fn unwrap_result(x: Result<u32, u8>) -> u32 {
    x.unwrap()
}

// expect: PROVEN
#[inline(never)]
pub fn unwrap_or(x: Option<u32>) -> u32 {
    x.unwrap_or(3)
}

// expect: PROVEN
#[inline(never)]
pub fn unwrap_known(x: u32) -> u32 {
    Some(x).unwrap()
}

// expect: PROVEN
#[inline(never)]
pub fn question_mark(x: Option<u32>) -> Option<u32> {
    Some(x?.wrapping_add(1))
}

// expect: PANICS(borrow)
#[inline(never)]
pub fn borrow(x: &RefCell<u32>) -> u32 {
    *x.borrow()
}

// expect: PANICS(borrow)
#[inline(never)]
pub fn borrow_mut(x: &RefCell<u32>) {
    *x.borrow_mut() = 1;
}

// expect: PROVEN
#[inline(never)]
pub fn try_borrow(x: &RefCell<u32>) -> u32 {
    x.try_borrow().map_or(0, |v| *v)
}

// expect: PROVEN
#[inline(never)]
pub fn cell(x: &Cell<u32>) -> u32 {
    x.replace(9)
}

// expect: PANICS
#[inline(never)]
pub fn explicit(x: u32) {
    if x == 77 {
        panic!("seventy-seven");
    }
}

// expect: PANICS
#[inline(never)]
pub fn explicit_formatted(x: u32) {
    if x == 77 {
        panic!("{x}");
    }
}

// expect: PANICS
#[inline(never)]
pub fn asserted(x: u32) {
    assert!(x != 3);
}

// expect: PANICS(assert)
#[inline(never)]
pub fn asserted_equal(x: u32) {
    assert_eq!(x, 3);
}

// expect: PANICS
#[inline(never)]
pub fn unreachable_reached(x: u32) -> u32 {
    match x {
        0 => 1,
        1 => 7,
        _ => unreachable!(),
    }
}

// expect: PROVEN
#[inline(never)]
pub fn unreachable_unchecked(x: u32) -> u32 {
    match x {
        0 => 1,
        1 => 7,
        // SAFETY: The callers of this test pass nothing else; it is never run.
        _ => unsafe { core::hint::unreachable_unchecked() },
    }
}

#[inline(never)]
pub fn write(x: &mut [u32; 8], i: usize, v: u32) {
    x[i & 7] = core::hint::black_box(v);
}

// expect: PROVEN
#[inline(never)]
pub fn jump_table(x: u32, y: &mut [u32; 8]) -> u32 {
    match x {
        0 => write(y, 3, 1),
        1 => write(y, 2, x.rotate_left(y[3])),
        2 => y[1] = y[2].wrapping_mul(y[3]),
        3 => write(y, 7, y[1] ^ 99),
        4 => y[4] = y[0].wrapping_sub(17),
        5 => write(y, 1, y[2] | 3),
        6 => y[3] = y[5].swap_bytes(),
        7 => write(y, 5, y[2] & 3),
        _ => return 99,
    }
    y[0]
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn jump_table_panics(x: u32, y: &mut [u32]) -> u32 {
    match x {
        0 => y[3] = 1,
        1 => y[2] = x.rotate_left(y[3]),
        2 => y[1] = y[2].wrapping_mul(y[3]),
        3 => y[7] = y[1] ^ 99,
        4 => y[4] = y[0].wrapping_sub(17),
        5 => y[1] = y[2] | 3,
        6 => y[3] = y[5].swap_bytes(),
        _ => return 99,
    }
    y[0]
}

// expect: PROVEN
#[inline(never)]
pub fn interpreter(code: &[u8]) -> u64 {
    let mut a = 1u64;
    for op in code {
        match op & 7 {
            0 => a = a.wrapping_mul(3),
            1 => a = core::hint::black_box(a) ^ 0x55,
            2 => a = a.rotate_left(7),
            3 => a = core::hint::black_box(a).wrapping_sub(9),
            4 => a = !a,
            5 => a = a.swap_bytes(),
            6 => a = core::hint::black_box(a).wrapping_add(77),
            _ => return a,
        }
    }
    a
}

// expect: PROVEN
#[inline(never)]
pub const fn constant(x: u32) -> u32 {
    x.wrapping_mul(31) ^ (x >> 3)
}

// expect: PANICS(bounds)
#[inline(never)]
pub const fn constant_panics(x: &[u32], i: usize) -> u32 {
    x[i]
}

// expect: PROVEN
#[inline(never)]
pub fn spin(x: &Cell<bool>) -> ! {
    loop {
        x.set(!core::hint::black_box(x.get()));
    }
}

// expect: PROVEN
#[inline(never)]
pub fn hidden(x: u32) -> u32 {
    core::hint::black_box(x)
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn hidden_length(x: &[u32; 4]) -> u32 {
    x[core::hint::black_box(2)]
}

// expect: TRAPS
#[inline(never)]
pub fn traps(x: u32) -> u32 {
    if x == 5 {
        // SAFETY: The instruction only raises an exception.
        unsafe { core::arch::asm!("ud2", options(noreturn)) }
    }
    x
}

// expect: PROVEN
#[inline(never)]
pub fn atomics(x: &core::sync::atomic::AtomicU32) -> u32 {
    x.fetch_add(1, core::sync::atomic::Ordering::SeqCst)
}

// expect: PANICS
#[inline(never)]
pub fn atomics_wrong_order(x: &core::sync::atomic::AtomicU32, o: core::sync::atomic::Ordering) {
    x.store(1, o);
}
