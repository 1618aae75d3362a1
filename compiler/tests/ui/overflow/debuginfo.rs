// SPDX-License-Identifier: MIT OR Apache-2.0

//! A debugger finds the operation: the call of the handler has its line, also where the function was inlined.

//@run
//@revisions: plain optimized
//@compile-flags: -K overflow-checks=report -g
//@[optimized] compile-flags: -O

use std::backtrace::Backtrace;

#[kelsonc::overflow_handler]
#[track_caller]
fn report(_: &'static str) {
    // Lines in a backtrace come from the debug information, and not from the caller's place that we get.
    let trace = Backtrace::force_capture().to_string();
    let places = trace.lines().filter_map(|line| line.trim().strip_prefix("at "));
    let ours: Vec<&str> = places.filter_map(|place| Some(place.split_once("debuginfo.rs:")?.1)).collect();
    // The first is in this function.
    println!("{:?}", ours.iter().skip(1).map(|place| line(place)).collect::<Vec<_>>());
}

fn line(place: &str) -> &str {
    place.split(':').next().unwrap_or_default()
}

fn main() {
    assert_eq!(called(std::hint::black_box(255)), 3);
    assert_eq!(inlined(std::hint::black_box(255)), 6);
}

#[inline(never)]
fn called(left: u8) -> u8 {
    let doubled = left / 1;
    doubled
        + 4
}

#[inline(always)]
fn inlined(left: u8) -> u8 {
    left + 7
}
