// SPDX-License-Identifier: MIT OR Apache-2.0

//! Calls: generic, recursive, indirect, foreign, inlined, tail calls, and merged ones.

#![allow(dead_code, reason = "functions are there for their code")]

use std::fmt::Write;
use std::hint::black_box;

#[inline(never)]
fn helper(x: &[u32], i: usize) -> u32 {
    black_box(x[black_box(i)])
}

#[inline(never)]
fn harmless(x: u32) -> u32 {
    black_box(x) ^ 3
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn calls_helper(x: &[u32]) -> u32 {
    helper(x, 2) ^ 1
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn tail_calls_helper(x: &[u32]) -> u32 {
    helper(x, 3)
}

// expect: PROVEN
#[inline(never)]
pub fn calls_harmless(x: u32) -> u32 {
    harmless(x) ^ harmless(x ^ 1) ^ harmless(x ^ 2)
}

// expect: PROVEN
#[inline(never)]
pub fn hoisted_calls(x: &mut [u32]) {
    for v in x {
        *v = harmless(*v) ^ harmless(*v ^ 1);
    }
}

// expect: PANICS
#[inline(never)]
pub fn recursive(x: &[u32], i: usize) -> u32 {
    if x[i] == 0 { 1 } else { black_box(recursive(x, i.wrapping_add(1))) ^ 1 }
}

// expect: PROVEN
#[inline(never)]
pub fn recursive_harmless(x: u32) -> u32 {
    if x < 2 { 1 } else { black_box(recursive_harmless(x - 1)) ^ recursive_harmless(x - 2) }
}

// expect: PROVEN
#[inline(never)]
pub fn even(x: u32) -> bool {
    if black_box(x) == 0 { true } else { odd(black_box(x) ^ 1) }
}

// expect: PROVEN
#[inline(never)]
pub fn odd(x: u32) -> bool {
    if black_box(x) == 0 { false } else { even(black_box(x) ^ 3) }
}

// expect: UNPROVEN(indirect)
#[inline(never)]
pub fn through_pointer(f: fn(u32) -> u32) -> u32 {
    f(3) ^ 1
}

// expect: UNPROVEN(indirect)
#[inline(never)]
pub fn tail_through_pointer(f: fn(u32) -> u32) -> u32 {
    f(3)
}

pub trait Shape {
    fn area(&self) -> u32;

    // expect: PROVEN
    #[inline(never)]
    fn doubled(&self) -> u32 {
        black_box(self.area()).wrapping_mul(2)
    }

    // expect: PANICS(bounds)
    #[inline(never)]
    fn indexed(&self, x: &[u32]) -> u32 {
        x[self.area() as usize]
    }
}

pub struct Square(pub u32);

impl Shape for Square {
    // expect: PROVEN
    #[inline(never)]
    fn area(&self) -> u32 {
        black_box(self.0).wrapping_mul(self.0)
    }
}

#[inline(never)]
pub fn use_shape(s: &Square, x: &[u32]) -> u32 {
    s.doubled() ^ s.indexed(x)
}

// expect: UNPROVEN(indirect)
#[inline(never)]
pub fn dynamic(s: &dyn Shape) -> u32 {
    s.area() ^ 1
}

// expect: UNPROVEN(indirect)
#[inline(never)]
pub fn dynamic_tail(s: &dyn Shape) -> u32 {
    s.area()
}

// A case that calls through a pointer beside a jump table must not pass for one.
// expect: UNPROVEN(indirect)
#[inline(never)]
pub fn table_and_pointer(x: u32, f: fn(u32) -> u32) -> u32 {
    match x {
        0 => harmless(3),
        1 => harmless(x.rotate_left(5)),
        2 => f(2),
        3 => harmless(black_box(x) ^ 8),
        4 => black_box(5),
        5 => harmless(black_box(7)),
        6 => black_box(99),
        _ => f(x),
    }
}

static TABLE: [fn(u32) -> u32; 5] = [harmless, |x| x ^ 1, |x| 10 / x, |x| x, harmless];

// expect: UNPROVEN(indirect)/PANICS
#[inline(never)]
pub fn table_of_functions(x: usize) -> u32 {
    TABLE[x % 5](3)
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn generic<T: Copy>(x: &[T], i: usize) -> T {
    x[i]
}

// expect: PROVEN
#[inline(never)]
pub fn generic_checked<T: Copy + Default>(x: &[T], i: usize) -> T {
    x.get(i).copied().unwrap_or_default()
}

pub trait Limit {
    const LIMIT: usize;
}
pub struct Small;
pub struct Large;
impl Limit for Small {
    const LIMIT: usize = 4;
}
impl Limit for Large {
    const LIMIT: usize = 40;
}

// One instance is fine, and one is not.
// expect: PANICS(bounds)
#[inline(never)]
pub fn limited<L: Limit>(x: &[u32; 16], i: usize) -> u32 {
    if i < L::LIMIT { x[i] } else { 0 }
}

#[inline(never)]
pub fn use_generics(x: &[u32; 16], y: &[u64], i: usize) -> u64 {
    let a = generic(x, i) as u64 ^ generic(y, i) ^ generic_checked(y, i);
    a ^ limited::<Small>(x, i) as u64 ^ limited::<Large>(x, i) as u64
}

// expect: NO-INSTANCE
pub fn generic_unused<T: Copy>(x: &[T], i: usize) -> T {
    x[i]
}

// expect: PROVEN
#[inline(never)]
pub fn closure(x: &[u32], y: u32) -> u32 {
    let f = |v: u32| v.wrapping_mul(y);
    x.iter().map(|v| f(*v)).fold(0, u32::wrapping_add)
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn closure_panics(x: &[u32], y: &[u32]) -> u32 {
    let f = |i: u32| y[i as usize];
    x.iter().map(|v| f(*v)).fold(0, u32::wrapping_add)
}

unsafe extern "C" {
    fn c_function(x: u32) -> u32;
}

// expect: UNPROVEN(extern)
#[inline(never)]
pub fn foreign(x: u32) -> u32 {
    // SAFETY: The declaration is the test's own; it is never run.
    unsafe { c_function(x) ^ 1 }
}

// expect: PANICS
#[inline(never)]
pub fn pushes(x: &mut Vec<u32>) {
    x.push(1);
}

// expect: PANICS(alloc)
#[inline(never)]
pub fn boxes(x: u32) -> Box<u32> {
    Box::new(x)
}

// expect: UNPROVEN(extern)
#[inline(never)]
pub fn drops(x: Box<u32>) {
    drop(x);
}

// expect: PANICS/UNPROVEN(indirect)
#[inline(never)]
pub fn formats(x: u32, out: &mut String) {
    let _ = write!(out, "{x:?}");
}

// expect: PANICS
#[inline(never)]
pub fn to_text(x: u32) -> String {
    x.to_string()
}

// expect: PANICS(bounds)
#[inline(always)]
pub fn inlined_panics(x: &[u32], i: usize) -> u32 {
    x[i]
}

#[inline(never)]
pub fn host_of_panics(x: &[u32], i: usize) -> u32 {
    let a = black_box(4);
    a ^ inlined_panics(x, i)
}

// The same call in the host and in the function inlined into it: merged by the optimizer.
// expect: PANICS/UNPROVEN(ambiguous)/NO-INSTANCE
#[inline(always)]
pub fn merged_with_host(x: &[u32], i: usize) -> u32 {
    helper(x, i)
}

#[inline(never)]
pub fn host_of_merged(x: &[u32], i: usize, c: bool) -> u32 {
    if c {
        merged_with_host(x, i)
    } else {
        helper(x, i)
    }
}

// One copy is fine, the other vanishes into an equal call of its host.
// expect: UNPROVEN(ambiguous)/PANICS
#[inline(always)]
pub fn merged_away(x: &[u32], i: usize) -> u32 {
    if i < 4 { harmless(1) } else { helper(x, i) }
}

#[inline(never)]
pub fn host_of_merged_away(x: &[u32], i: usize, c: bool) -> u32 {
    if i < 4 {
        1
    } else if c {
        merged_away(x, i)
    } else {
        helper(x, i)
    }
}

#[inline(never)]
pub fn other_host_of_merged_away(x: &[u32]) -> u32 {
    merged_away(x, 3) ^ 5
}

// expect: UNPROVEN(ambiguous)/PANICS
#[inline(always)]
pub fn bounds_merged_away(x: &[u32], i: usize) -> u32 {
    if i == 0 { harmless(1) } else { x[i] }
}

#[inline(never)]
pub fn host_of_bounds_merged_away(x: &[u32], i: usize, c: bool) -> u32 {
    if i == 0 {
        1
    } else if c {
        bounds_merged_away(x, i)
    } else {
        x[i]
    }
}

#[inline(never)]
pub fn other_host_of_bounds_merged_away(x: &[u32]) -> u32 {
    bounds_merged_away(x, 0) ^ 5
}

// expect: PANICS/UNPROVEN(ambiguous)
#[inline(always)]
pub fn merged_bounds(x: &[u32], i: usize) -> u32 {
    x[i]
}

#[inline(never)]
pub fn host_of_merged_bounds(x: &[u32], i: usize, c: bool) -> u32 {
    if c { merged_bounds(x, i) } else { x[i] }
}

// expect: PANICS/UNPROVEN(ambiguous)/NO-INSTANCE
#[inline(always)]
pub fn merged_twice(x: &[u32], i: usize) -> u32 {
    helper(x, i)
}

#[inline(never)]
pub fn host_of_merged_twice(x: &[u32], i: usize, c: bool) -> u32 {
    if c { merged_twice(x, i) } else { merged_twice(x, i ^ 0) }
}

// expect: PANICS/UNPROVEN(ambiguous)
#[inline(always)]
pub fn explicit_inlined(x: u32) -> u32 {
    if x == 9 {
        panic!("nine");
    }
    x ^ 1
}

#[inline(never)]
pub fn host_of_explicit(x: u32) -> u32 {
    if x == 7 {
        panic!("nine");
    }
    explicit_inlined(x)
}

// expect: UNPROVEN(indirect)/UNPROVEN(ambiguous)
#[inline(always)]
pub fn inlined_indirect(f: fn(u32) -> u32) -> u32 {
    f(1) ^ 3
}

#[inline(never)]
pub fn host_of_indirect(f: fn(u32) -> u32) -> u32 {
    inlined_indirect(f) ^ 8
}

pub struct Guard<'a>(&'a mut u32);

impl Drop for Guard<'_> {
    // expect: PROVEN
    #[inline(never)]
    fn drop(&mut self) {
        *self.0 = black_box(1);
    }
}

// Cleanup code runs only once a panic is under way.
// expect: PROVEN
#[inline(never)]
pub fn guarded(x: &mut u32) -> u32 {
    let guard = Guard(x);
    let y = harmless(*guard.0);
    drop(guard);
    y
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn guarded_panics(x: &mut u32, y: &[u32]) -> u32 {
    let guard = Guard(x);
    let z = helper(y, 9);
    drop(guard);
    z
}

// expect: PANICS
#[inline(never)]
pub fn locks(x: &std::sync::Mutex<u32>) -> u32 {
    *x.lock().unwrap()
}

// expect: PANICS
#[inline(never)]
pub fn resumes(x: Box<dyn std::any::Any + Send>) {
    std::panic::resume_unwind(x);
}

// expect: PANICS
#[inline(never)]
pub fn parses(x: &str) -> u32 {
    x.parse().unwrap()
}

// expect: PROVEN
#[inline(never)]
pub fn parses_checked(x: &str) -> Option<u32> {
    x.parse().ok()
}

// expect: PANICS
#[inline(never)]
pub fn sorts(x: &mut [u32], y: &[u32]) {
    x.sort_unstable_by_key(|v| y[*v as usize]);
}

pub mod inner {
    // expect: PROVEN
    #[inline(never)]
    pub fn same_name(x: u32) -> u32 {
        super::harmless(x)
    }
}

// expect: PANICS(bounds)
#[inline(never)]
pub fn same_name(x: &[u32]) -> u32 {
    helper(x, 1)
}
