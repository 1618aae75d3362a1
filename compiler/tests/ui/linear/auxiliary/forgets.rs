// SPDX-License-Identifier: MIT OR Apache-2.0

//! Generic functions of another crate.

//@compile-flags: -K attributes=on

pub fn lose<T>(value: T) {
    std::mem::forget(value);
}

#[kelsonc::consumes]
pub fn keep<T>(value: T) {
    std::mem::forget(value);
}

pub fn drop_it<T>(_value: T) {}
