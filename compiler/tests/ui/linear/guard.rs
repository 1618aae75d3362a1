// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the page shows of guards.

//@compile-flags: -K attributes=on --crate-type=lib

use std::mem;
use std::rc::Rc;

/// Waits for the interrupt handler when it is dropped. The handler borrows what is on the caller's stack.
#[kelsonc::no_forget]
pub struct Registration<'a> {
    _data: &'a mut u32,
}

impl Drop for Registration<'_> {
    fn drop(&mut self) {}
}

pub fn register(data: &mut u32) -> Registration<'_> {
    Registration { _data: data }
}

pub fn accepted(data: &mut u32) {
    let boxed = Box::new(register(data));
    drop(boxed);
}

pub fn forgotten(data: &mut u32) {
    mem::forget(register(data)); //~ ERROR: `std::mem::forget` can forget a `Registration`
}

pub fn in_a_cycle(data: &mut u32) -> usize {
    Rc::strong_count(&Rc::new(register(data))) //~ ERROR: `std::rc::Rc::<T>::new` can forget a `Registration`
}
