// SPDX-License-Identifier: MIT OR Apache-2.0

//! Two handlers in one program.

//@aux-build: with_handler.rs
//@compile-flags: -K overflow-checks=report

extern crate with_handler;

#[kelsonc::overflow_handler]
#[track_caller]
fn report(_: &'static str) {} //~ ERROR: more than one overflow handler

fn main() {}
