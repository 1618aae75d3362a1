// SPDX-License-Identifier: MIT OR Apache-2.0

//! A box of one's own that may hold references which end before it is dropped.

//@run
//@compile-flags: -K edition=kernel

struct Own<T>(*mut T);

impl<T> Own<T> {
    fn new(value: T) -> Own<T> {
        Own(Box::into_raw(Box::new(value)))
    }
}

// SAFETY: the value is dropped and not looked at otherwise.
unsafe impl<#[may_dangle] T> Drop for Own<T> {
    fn drop(&mut self) {
        // SAFETY: `new` made it, and nobody else drops it.
        drop(unsafe { Box::from_raw(self.0) });
    }
}

fn main() {
    let (owner, value);
    value = 7_u8;
    // The reference ends before its owner does.
    owner = Own::new(&value);
    // SAFETY: it is there until the owner goes.
    println!("{}", unsafe { **owner.0 });
}
