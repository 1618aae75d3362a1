// SPDX-License-Identifier: MIT OR Apache-2.0

//! The language's own `UnsafePinned`: a value that is aliased while there is a `&mut` to what it is in.

//@run
//@compile-flags: -K edition=kernel

use std::marker::PhantomPinned;
use std::pin::{Pin, UnsafePinned, pin};

struct Node {
    value: UnsafePinned<u32>,
    pointer: *mut u32,
    _pinned: PhantomPinned,
}

impl Node {
    fn link(self: Pin<&mut Self>) {
        // SAFETY: nothing is moved out of the node.
        let this = unsafe { self.get_unchecked_mut() };
        this.pointer = this.value.get_mut_unchecked();
    }

    fn store(self: Pin<&mut Self>, value: u32) -> u32 {
        // SAFETY: the pointer is to this node's own value, which no reference is to, not even `self`.
        unsafe {
            *self.pointer = value;
            *self.value.get()
        }
    }
}

fn main() {
    let node = Node { value: UnsafePinned::new(1), pointer: core::ptr::null_mut(), _pinned: PhantomPinned };
    let mut node = pin!(node);
    node.as_mut().link();
    println!("{}", node.as_mut().store(7));
}
