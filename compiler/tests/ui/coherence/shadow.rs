// SPDX-License-Identifier: MIT OR Apache-2.0

//! A call that would mean something else without the domain is an error, and not silently another call.

//@aux-build: names.rs

extern crate names;

use std::rc::Rc;

trait Hex {
    const LEAST: u8;
    fn hex(&self) -> &'static str;
}

impl Hex for Vec<u8> {
    const LEAST: u8 = 1;
    fn hex(&self) -> &'static str {
        "trait"
    }
}

trait Shown {
    fn shown(&self) -> &'static str;
}

struct Reading;

impl Reading {
    fn shown(&self) -> &'static str {
        "own"
    }
}

fn by_trait(bytes: &Vec<u8>) {
    bytes.hex(); //~ ERROR: `hex` means another method since crate `names` has one
    Vec::<u8>::hex(bytes); //~ ERROR: `hex` means another method
    let _ = Vec::<u8>::LEAST; //~ ERROR: `LEAST` means another associated constant
    if let Vec::<u8>::LEAST = 3 {} //~ ERROR: `LEAST` means another associated constant
}

fn by_deref(bytes: &Vec<u8>) {
    bytes.first(); //~ ERROR: `first` means another method
    names::first_of!(bytes); //~ ERROR: `first` means another method
    Rc::new(Reading).shown(); //~ ERROR: `shown` means another method
}

fn by_bound<T: Shown>(value: Rc<T>, object: Rc<dyn Shown>) {
    value.shown(); //~ ERROR: `shown` means another method
    object.shown(); //~ ERROR: `shown` means another method
}

/// It is told as well where the other meaning does not fit.
fn by_type(bytes: &Vec<u8>) -> Option<&u8> {
    bytes.first() //~ ERROR: `first` means another method
    //~^ E0308
}

/// A near miss: no array has such a method.
fn by_array(bytes: Rc<[u8; 2]>) {
    bytes.shown();
}

fn main() {}
