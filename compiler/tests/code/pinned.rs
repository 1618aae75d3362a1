// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the optimizer is told of a `&mut`: that nothing else points there, unless the language's `UnsafePinned` is in it.

use std::pin::UnsafePinned;

pub struct Node {
    pub value: UnsafePinned<u32>,
}

/// In a type that is generic, as wrappers are.
pub struct Wrapper<T> {
    pub inner: T,
}

#[unsafe(no_mangle)]
pub fn plain(value: &mut Wrapper<u32>) {
    value.inner = 1;
}

#[unsafe(no_mangle)]
pub fn pinned(value: &mut Wrapper<Node>) {
    *value.inner.value.get_mut_pinned() = 1;
}

#[unsafe(no_mangle)]
pub fn pinned_boxed(value: &mut Wrapper<Box<Node>>, other: Box<Node>) {
    value.inner = other;
}

trait GetMut {
    fn get_mut_pinned(&mut self) -> &mut u32;
}

impl GetMut for UnsafePinned<u32> {
    fn get_mut_pinned(&mut self) -> &mut u32 {
        // SAFETY: whoever calls has the only reference.
        unsafe { &mut *self.get() }
    }
}
