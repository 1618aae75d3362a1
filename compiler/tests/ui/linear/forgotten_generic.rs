// SPDX-License-Identifier: MIT OR Apache-2.0

//! A value that must not be forgotten, in a function that does not know its type.

//@compile-flags: -K attributes=on
//@[optimized] compile-flags: -O
//@revisions: plain optimized
//@aux-build: forgets.rs

#![allow(forgetting_references)]

extern crate forgets;

#[kelsonc::no_forget]
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {}
}

fn lose<T>(value: T) {
    std::mem::forget(value); //~ ERROR: a `Guard` can be forgotten here, and must not be
}

fn main() {
    lose(Guard);
    forgets::lose(Guard); //~ ERROR: a `Guard` can be forgotten here, and must not be
    forgets::keep(Guard);
    forgets::drop_it(Guard);
    // What the library does inside of it is its own affair.
    let mut guards = vec![Guard];
    guards.push(Guard);
    guards.into_iter().rev().for_each(drop);
    let boxed = Box::new(Guard);
    let _guard = *boxed;
    let _guards = std::array::from_fn::<_, 3, _>(|_| Guard);
    std::mem::forget(&_guards);
}
