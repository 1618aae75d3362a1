// SPDX-License-Identifier: MIT OR Apache-2.0

//! Functions of which every copy is inlined, into hosts that can panic on lines of their own.

#![no_std]
#![allow(dead_code, reason = "functions are there for their code")]

use core::hint::black_box;

#[inline(never)]
fn harmless(x: u32) -> u32 {
    black_box(x) ^ 3
}

// expect: PROVEN
#[inline(always)]
pub fn inlined(x: &[u32], i: usize) -> u32 {
    if i < x.len() { x[i] } else { harmless(1) }
}

// The function around it panics, and it does not.
#[inline(never)]
pub fn host(x: &[u32], i: usize) -> u32 {
    let a = inlined(x, i);
    let b = x[i ^ 1];
    a ^ b
}

// expect: PROVEN
#[inline(always)]
pub fn inlined_in_two(x: u32) -> u32 {
    harmless(x)
}

#[inline(never)]
pub fn host_one(x: u32) -> u32 {
    inlined_in_two(x) ^ 1
}

#[inline(never)]
pub fn host_two(x: &[u32]) -> u32 {
    let a = inlined_in_two(black_box(4));
    x[a as usize]
}

// expect: PANICS(bounds)
#[inline(always)]
pub fn inlined_deeply(x: &[u32], i: usize) -> u32 {
    x[i]
}

// expect: PANICS(bounds)
#[inline(always)]
pub fn inlined_between(x: &[u32], i: usize) -> u32 {
    inlined_deeply(x, i) ^ 1
}

// expect: PROVEN
#[inline(always)]
pub fn inlined_beside(x: u32) -> u32 {
    harmless(x) ^ 9
}

#[inline(never)]
pub fn host_of_deep(x: &[u32], i: usize) -> u32 {
    inlined_beside(1) ^ inlined_between(x, i)
}

#[inline(never)]
fn picky(x: &[u32], i: usize) -> u32 {
    black_box(x[black_box(i)])
}

// Its host calls something that panics on the same line.
// expect: PROVEN
#[inline(always)]
pub fn inlined_on_one_line(x: u32) -> u32 {
    harmless(x) ^ 5
}

#[inline(never)]
pub fn host_on_one_line(x: &[u32], i: usize) -> u32 {
    inlined_on_one_line(1) ^ picky(x, i)
}
