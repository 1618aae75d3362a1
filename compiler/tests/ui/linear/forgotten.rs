// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values of `no_forget` and linear types that could be gone without their `drop`.

//@compile-flags: -K attributes=on
//@[optimized] compile-flags: -O
//@revisions: plain optimized

#![allow(unused)]

use std::cell::RefCell;
use std::mem::{self, ManuallyDrop, MaybeUninit};
use std::rc::Rc;
use std::sync::{Arc, mpsc};

#[kelsonc::no_forget("the scope waits for it")]
pub struct Guard<'a>(&'a RefCell<u32>);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.0.borrow_mut() += 1;
    }
}

#[kelsonc::linear]
struct Token;

/// A type of which a value may be kept for ever.
#[kelsonc::may_forget]
struct Registry<T>(Vec<T>);

impl<T> Registry<T> {
    fn with(value: T) -> Self {
        Registry(vec![value])
    }

    #[kelsonc::may_forget]
    fn add(&mut self, value: T) {}
}

fn by_forget(guard: Guard<'_>) {
    mem::forget(guard); //~ ERROR: `std::mem::forget` can forget a `Guard`, which must not be forgotten
}

fn with_what_holds_it(guard: Guard<'_>) {
    mem::forget(Some((1, guard))); //~ ERROR: can forget a `Guard`
}

fn passed_on(guard: Guard<'_>) {
    Some(guard).map(mem::forget); //~ ERROR: `std::mem::forget` can forget a `Guard`
}

fn manually(guard: Guard<'_>) {
    ManuallyDrop::new(guard); //~ ERROR: `std::mem::ManuallyDrop::<T>::new` can forget a `Guard`
}

fn uninitialized(guard: Guard<'_>) {
    MaybeUninit::new(guard); //~ ERROR: `std::mem::MaybeUninit::<T>::new` can forget a `Guard`
}

fn counted(guard: Guard<'_>) {
    Rc::new(RefCell::new(guard)); //~ ERROR: `std::rc::Rc::<T>::new` can forget a `Guard`
}

fn counted_otherwise(guard: Guard<'_>) {
    let arc: Arc<Guard<'_>> = guard.into(); //~ ERROR: `std::convert::Into::into` can forget a `Guard`
}

fn leaked(guard: Guard<'_>) {
    Box::leak(Box::new(guard)); //~ ERROR: `std::boxed::Box::<T, A>::leak` can forget a `Guard`
}

fn raw(guard: Guard<'_>) {
    Box::into_raw(Box::new(guard)); //~ ERROR: `std::boxed::Box::<T>::into_raw` can forget a `Guard`
}

fn leaked_vector(guard: Guard<'_>) {
    vec![guard].leak(); //~ ERROR: `std::vec::Vec::<T, A>::leak` can forget a `Guard`
}

fn sent(guard: Guard<'_>) {
    let (sender, _receiver) = mpsc::channel(); //~ ERROR: `std::sync::mpsc::channel` can forget a `Guard`
    sender.send(guard);
}

fn registered(guard: Guard<'_>) {
    Registry::with(guard); //~ ERROR: `Registry::<T>::with` can forget a `Guard`
}

fn added<'a>(registry: &mut Registry<Guard<'a>>, guard: Guard<'a>) {
    registry.add(guard); //~ ERROR: `Registry::<T>::add` can forget a `Guard`
}

fn a_linear_value() {
    mem::forget(Token); //~ ERROR: `std::mem::forget` can forget a `Token`
}

fn main() {}
