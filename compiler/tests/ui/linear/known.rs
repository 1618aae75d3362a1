// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is known to forget of crates other than the standard library, by their names.

//@compile-flags: -K attributes=on
//@aux-build: kelson.rs

extern crate kelson;

use kelson::{KArc, KBox};

#[kelsonc::no_forget]
struct Guard;

fn main() {
    let _kept = KBox::new(Guard);
    KBox::new(Guard).leak(); //~ ERROR: `kelson::KBox::<T>::leak` can forget a `Guard`
    let _counted = KArc::new(Guard); //~ ERROR: `kelson::KArc::<T>::new` can forget a `Guard`
}
