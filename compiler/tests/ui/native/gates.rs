// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is behind each gate can be used.

//@run
//@compile-flags: -K edition=kernel

use std::marker::ConstParamTy;
use std::pin::UnsafePinned;

// Structs and enums as const parameters.
#[derive(PartialEq, Eq, ConstParamTy)]
enum Direction {
    In,
    Out,
}

struct Pin<const D: Direction>;

impl Pin<{ Direction::In }> {
    fn read(&self) -> u8 {
        1
    }
}

impl Pin<{ Direction::Out }> {
    fn write(&self) -> u8 {
        2
    }
}

// Strings as const parameters.
struct Named<const NAME: &'static str>;

impl<const NAME: &'static str> Named<NAME> {
    fn name(&self) -> &'static str {
        NAME
    }
}

// Types of unknown size.
unsafe extern "C" {
    type Opaque;
}

fn is_null(pointer: *const Opaque) -> bool {
    pointer.is_null()
}

// Const traits.
const trait Double {
    fn double(self) -> Self;
}

const impl Double for u8 {
    fn double(self) -> u8 {
        self * 2
    }
}

const FOUR: u8 = 2_u8.double();

// Specialization.
trait Describe {
    fn describe(&self) -> &'static str;
}

impl<T> Describe for T {
    default fn describe(&self) -> &'static str {
        "anything"
    }
}

impl Describe for u8 {
    fn describe(&self) -> &'static str {
        "a byte"
    }
}

// Checks among items.
const {
    assert!(FOUR == 4);
}

// A smart pointer of one's own that may dangle.
struct Own<T>(Box<T>);

unsafe impl<#[may_dangle] T> Drop for Own<T> {
    fn drop(&mut self) {}
}

fn main() {
    println!("{} {}", Pin::<{ Direction::In }>.read(), Pin::<{ Direction::Out }>.write());
    println!("{} {}", Named::<"uart">.name(), is_null(core::ptr::null::<u8>() as *const Opaque));
    println!("{} {}", 1_u8.describe(), 1_u16.describe());
    let (mut dangling, value);
    value = 1_u8;
    dangling = Own(Box::new(&value));
    dangling.0 = Box::new(&FOUR);
    // Attributes on expressions.
    let sum = #[rustfmt::skip] { value   +   *(*dangling.0) };
    let pinned = UnsafePinned::new(sum);
    println!("{}", unsafe { *pinned.get() });
}
