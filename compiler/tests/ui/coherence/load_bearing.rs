// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits that others rely on for safety are for the author of the type alone.

//@compile-flags: -K coherence-domain=linux

use std::cell::{Cell, RefMut};
use std::rc::Rc;

impl Copy for std::ops::Range<u8> {} //~ E0117

// Whoever pins a pointer knows what it does when it is dereferenced and cloned.
impl std::ops::DerefMut for Rc<u8> { //~ E0117
    fn deref_mut(&mut self) -> &mut u8 {
        Box::leak(Box::new(0))
    }
}

impl std::ops::Deref for Cell<u8> { //~ E0117
    type Target = u8;
    fn deref(&self) -> &u8 {
        &0
    }
}

impl Clone for RefMut<'static, u8> { //~ E0117
    fn clone(&self) -> Self {
        loop {}
    }
}

// A near miss: a type that points to nothing.
impl Clone for std::io::Error {
    fn clone(&self) -> Self {
        self.kind().into()
    }
}

unsafe impl Sync for std::sync::mpsc::IntoIter<u8> {} //~ E0117

fn main() {}
