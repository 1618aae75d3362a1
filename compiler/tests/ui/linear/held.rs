// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values in futures, in trait objects, and in types that may forget what is in them.

//@compile-flags: -K attributes=on --crate-type=lib
//@edition: 2021

#![allow(unused)]

use std::mem;
use std::thread;

#[kelsonc::linear]
pub struct Token(u32);

#[kelsonc::no_forget]
pub struct Guard<'a>(&'a u32);

impl Drop for Guard<'_> {
    fn drop(&mut self) {}
}

#[kelsonc::consumes]
fn keep<T>(_: T) {}

async fn other() {}

async fn holds_a_token() {
    let token = Token(1);
    other().await;
    keep(token);
}

async fn holds_a_guard(number: &u32) {
    let _guard = Guard(number);
    other().await;
}

fn drops_a_future() {
    let future = holds_a_token();
} //~ ERROR: `future` is dropped here, with a `Token`, which must not be

fn forgets_a_future(number: &u32) {
    mem::forget(holds_a_guard(number)); //~ ERROR: `std::mem::forget` can forget a `Guard`
}

fn in_an_object<'a>(guard: Guard<'a>) {
    let object: Box<dyn Send + 'a> = Box::new(guard); //~ ERROR: as `Box<dyn Send>` a `Guard` could be forgotten unseen
    mem::forget(object);
}

fn in_a_thread(guard: Guard<'static>) {
    thread::Builder::new().spawn(move || drop(guard)); //~ ERROR: `std::thread::Builder::spawn` can forget a `Guard`
}

#[kelsonc::may_forget]
struct Registry<T> {
    values: Vec<T>,
}

#[kelsonc::may_forget]
struct Node<'a> {
    next: Option<Box<Node<'a>>>,
    guard: Guard<'a>,
}

fn put_together(token: Token) {
    let registry = Registry { values: vec![token] }; //~ ERROR: a `Registry<Token>` can forget a `Token`
}

fn not_generic(guard: Guard<'_>) {
    let node = Node { next: None, guard }; //~ ERROR: a `Node<'_>` can forget a `Guard`
}
