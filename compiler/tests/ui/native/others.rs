// SPDX-License-Identifier: MIT OR Apache-2.0

//! The gates that have no file of their own here.

//@run
//@compile-flags: -K edition=kernel

use std::marker::CoercePointee;
use std::mem::TransmuteFrom;
use std::ops::{Deref, Receiver};

// `arbitrary_self_types`, `derive_coerce_pointee`: a smart pointer of one's own.
#[derive(CoercePointee)]
#[repr(transparent)]
struct Own<T: ?Sized>(Box<T>);

impl<T: ?Sized> Deref for Own<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

struct Raw<T>(*const T);

impl<T> Receiver for Raw<T> {
    type Target = T;
}

struct Device;

impl Device {
    fn probe(self: &Own<Self>) -> u8 {
        1
    }

    fn address(self: Raw<Self>) -> bool {
        self.0.is_null()
    }
}

trait Driver {
    fn name(self: Own<Self>) -> &'static str;
}

impl Driver for Device {
    fn name(self: Own<Self>) -> &'static str {
        "device"
    }
}

// `cfg_version`
#[cfg(version("1.90"))]
const VERSION: &str = "1.90 or later";

// `decl_macro`: it sees what its users do not, and a macro can write it for others.
mod inner {
    mod private {
        pub fn hidden() -> u8 {
            5
        }
    }

    macro_rules! define {
        () => {
            pub macro shown() {
                private::hidden()
            }
        };
    }
    define!();
}

// `field_projections`
struct Ring {
    _head: u32,
    tail: u32,
}

// `transmutability`
fn bytes(number: u32) -> [u8; 4] {
    // SAFETY: that it is sound is what the bound says.
    unsafe { <[u8; 4] as TransmuteFrom<u32>>::transmute(number) }
}

// `used_with_arg`
#[used(linker)]
static KEPT: u8 = 6;

fn main() {
    let own = Own(Box::new(Device));
    println!("{} {}", own.probe(), Raw(&raw const *own).address());
    let driver: Own<dyn Driver> = own;
    println!("{}", driver.name());
    println!("{VERSION} {} {}", inner::shown!(), KEPT);
    println!("{} {:?}", std::mem::offset_of!(Ring, tail), bytes(0x0102_0304));
    fn is_field<T: std::field::Field>() {}
    is_field::<std::field::field_of!(Ring, tail)>();
}
