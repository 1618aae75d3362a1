// SPDX-License-Identifier: MIT OR Apache-2.0

//! Indexing, slicing and copying. Each marked function follows its label.

#![no_std]
#![allow(dead_code, reason = "functions are there for their code")]

// expect: PANICS(bounds)
#[inline(never)]
pub fn index(x: &[u32], i: usize) -> u32 {
    x[i]
}

// expect: PROVEN
#[inline(never)]
pub fn index_checked(x: &[u32], i: usize) -> u32 {
    if i < x.len() { x[i] } else { 0 }
}

// expect: PROVEN
#[inline(never)]
pub fn get(x: &[u32], i: usize) -> Option<u32> {
    x.get(i).copied()
}

// expect: PROVEN
#[inline(never)]
pub fn masked(x: &[u32; 16], i: usize) -> u32 {
    x[i & 15]
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn masked_too_far(x: &[u32; 15], i: usize) -> u32 {
    x[i & 15]
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn merged_sites(x: &[u32]) -> u32 {
    x[1] + x[2] + x[3]
}

// expect: PROVEN
#[inline(never)]
pub fn sum(x: &[u32]) -> u32 {
    let mut total = 0u32;
    for i in 0..x.len() {
        total = total.wrapping_add(x[i]);
    }
    total
}

// expect: PROVEN
#[inline(never)]
pub fn sum_iterator(x: &[u32]) -> u32 {
    x.iter().fold(0, |a, b| a.wrapping_add(*b))
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn sum_one_too_many(x: &[u32]) -> u32 {
    let mut total = 0u32;
    for i in 0..=x.len() {
        total = total.wrapping_add(x[i]);
    }
    total
}

// expect: PANICS(slice)
#[inline(never)]
pub fn slice_from(x: &[u8], i: usize) -> &[u8] {
    &x[i..]
}

// expect: PANICS(slice)
#[inline(never)]
pub fn slice_range(x: &[u8], i: usize, j: usize) -> &[u8] {
    &x[i..j]
}

// expect: PANICS(slice)
#[inline(never)]
pub fn slice_inclusive(x: &[u8], i: usize, j: usize) -> &[u8] {
    &x[i..=j]
}

// expect: PROVEN
#[inline(never)]
pub fn slice_get(x: &[u8], i: usize, j: usize) -> Option<&[u8]> {
    x.get(i..j)
}

// expect: PANICS
#[inline(never)]
pub fn split(x: &[u8], i: usize) -> (&[u8], &[u8]) {
    x.split_at(i)
}

// expect: PROVEN
#[inline(never)]
pub fn split_checked(x: &[u8], i: usize) -> Option<(&[u8], &[u8])> {
    x.split_at_checked(i)
}

// expect: PANICS(length)
#[inline(never)]
pub fn copy(x: &mut [u8], y: &[u8]) {
    x.copy_from_slice(y);
}

// expect: PROVEN
#[inline(never)]
pub fn copy_same_length(x: &mut [u8], y: &[u8]) {
    if x.len() == y.len() {
        x.copy_from_slice(y);
    }
}

// expect: PROVEN
#[inline(never)]
pub fn copy_arrays(x: &mut [u8; 64], y: &[u8; 64]) {
    x.copy_from_slice(y);
}

// expect: PANICS
#[inline(never)]
pub fn chunks_of(x: &[u8], n: usize) -> usize {
    x.chunks(n).len()
}

// expect: PROVEN
#[inline(never)]
pub fn chunks_of_four(x: &[u8]) -> u32 {
    let mut total = 0u32;
    for c in x.chunks_exact(4) {
        total ^= u32::from_le_bytes([c[0], c[1], c[2], c[3]]);
    }
    total
}

// expect: PANICS(str)
#[inline(never)]
pub fn str_slice(x: &str, i: usize) -> &str {
    &x[i..]
}

// expect: PROVEN
#[inline(never)]
pub fn str_get(x: &str, i: usize) -> Option<&str> {
    x.get(i..)
}

pub struct Ring {
    slots: [u64; 32],
    head: usize,
}

impl Ring {
    // expect: PROVEN
    #[inline(never)]
    pub fn push(&mut self, v: u64) -> bool {
        let head = self.head;
        if head >= 32 {
            return false;
        }
        self.slots[head] = v;
        self.head = head + 1;
        true
    }

    // The optimizer cannot tell that the slot is not the head, and checks the sum.
    // expect: PROVEN/PANICS(overflow)
    #[inline(never)]
    pub fn push_reloading(&mut self, v: u64) -> bool {
        if self.head >= 32 {
            return false;
        }
        self.slots[self.head] = v;
        self.head += 1;
        true
    }

    // expect: PANICS(bounds)
    #[inline(never)]
    pub fn push_blindly(&mut self, v: u64) {
        self.slots[self.head] = v;
        self.head = self.head.wrapping_add(1);
    }
}

// expect: PROVEN
#[inline(never)]
pub fn swap_ends(x: &mut [u32]) {
    if x.len() > 1 {
        let last = x.len() - 1;
        x.swap(0, last);
    }
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn swap_any(x: &mut [u32], a: usize, b: usize) {
    x.swap(a, b);
}

// expect: PANICS
#[inline(never)]
pub fn rotate(x: &mut [u32], a: usize) {
    x.rotate_left(a);
}

// expect: PROVEN
#[inline(never)]
pub fn fill(x: &mut [u8]) {
    x.fill(7);
}

// expect: PROVEN
#[inline(never)]
pub fn first_last(x: &[u8]) -> u8 {
    match x {
        [a, .., b] => a ^ b,
        [a] => *a,
        [] => 0,
    }
}
