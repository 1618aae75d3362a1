// SPDX-License-Identifier: MIT OR Apache-2.0

//! A handler of the program's own, told of overflows in a crate below it that knows nothing of it.

//@run
//@aux-build: below.rs
//@compile-flags: -K overflow-checks=report

use std::sync::atomic::{AtomicU32, Ordering};

static COUNT: AtomicU32 = AtomicU32::new(0);

#[kelsonc::overflow_handler]
#[track_caller]
fn report(operation: &'static str) {
    COUNT.fetch_add(1, Ordering::Relaxed);
    println!("{operation} at line {}", core::panic::Location::caller().line());
}

fn main() {
    assert_eq!(below::add(std::hint::black_box(255), 2), 1);
    assert_eq!(below::generic(std::hint::black_box(255_u8), 2), 1);
    assert_eq!(std::hint::black_box(255_u8) + 3, 2);
    assert_eq!(COUNT.load(Ordering::Relaxed), 3);
}
