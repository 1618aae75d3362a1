// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attributes where they cannot stand, and with what they cannot say.

//@compile-flags: -K attributes=on --crate-type=lib

#[kelsonc::linear] //~ ERROR: `kelsonc::linear` cannot stand here
fn function() {}

#[kelsonc::no_forget] //~ ERROR: `kelsonc::no_forget` cannot stand here
union Union {
    a: u8,
}

#[kelsonc::linear(ends_by = "finish")] //~ ERROR: `kelsonc::linear` does not know what this says
struct Argument;

#[kelsonc::linear = "finish"] //~ ERROR: `kelsonc::linear` does not know what this says
struct Value;

#[kelsonc::consumes] //~ ERROR: `kelsonc::consumes` cannot stand here
struct Struct {
    #[kelsonc::linear] //~ ERROR: `kelsonc::linear` cannot stand here
    field: u8,
}

#[kelsonc::consumes("x")] //~ ERROR: `kelsonc::consumes` does not know what this says
fn consumes() {}

#[kelsonc::may_forget] //~ ERROR: `kelsonc::may_forget` cannot stand here
impl Struct {
    #[kelsonc::may_forget]
    fn may() {}
}

#[kelsonc::linear("it ends by `a`")]
#[kelsonc::linear("it ends by `b`")] //~ ERROR: `kelsonc::linear` stands here twice
struct Twice;

#[kelsonc::no_forget]
#[kelsonc::linear] //~ ERROR: `kelsonc::linear` and `kelsonc::no_forget` stand here both
struct Both;

#[kelsonc::consumes]
#[kelsonc::may_forget]
#[kelsonc::consumes] //~ ERROR: `kelsonc::consumes` stands here twice
fn consumes_twice() {}

#[kelsonc::consume] //~ ERROR: there is no attribute `kelsonc::consume`
fn misspelt() {}
