// SPDX-License-Identifier: MIT OR Apache-2.0

//! Iteration by value.

use super::Vec;
use crate::alloc::Allocator;
use core::{
    fmt,
    iter::FusedIterator,
    mem::ManuallyDrop,
    ptr,
    slice, //
};

/// The items of a vector, by value.
///
/// # Invariants
///
/// `vec` has the memory and a length of zero. In its memory the items from `next` on and before
/// `end` are valid, and belong to this iterator. `next <= end`.
pub struct IntoIter<T, A: Allocator> {
    vec: Vec<T, A>,
    next: usize,
    end: usize,
}

impl<T, A: Allocator> IntoIter<T, A> {
    fn place(&self, index: usize) -> *mut T {
        // SAFETY: indices of ours are inside the vector's memory.
        unsafe { self.vec.items.as_ptr().add(index) }
    }

    /// The items that are left.
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: by the invariant they are valid and ours.
        unsafe { slice::from_raw_parts(self.place(self.next), self.end - self.next) }
    }

    /// A vector of the items that are left, in the memory they are in.
    pub fn into_vec(self) -> Vec<T, A> {
        let this = ManuallyDrop::new(self);
        let left = this.end - this.next;
        // SAFETY: both are in the vector's memory, and the items are valid.
        unsafe { this.place(this.next).copy_to(this.place(0), left) };
        // SAFETY: the vector is read from what is not dropped, so it is not owned twice.
        let mut vec = unsafe { ptr::read(&this.vec) };
        // INVARIANT (of the vector): so many items are valid from its first place on.
        vec.length = left;
        vec
    }
}

impl<T, A: Allocator> IntoIterator for Vec<T, A> {
    type Item = T;
    type IntoIter = IntoIter<T, A>;

    fn into_iter(mut self) -> IntoIter<T, A> {
        // INVARIANT: the items are the iterator's and no longer the vector's.
        let end = core::mem::take(&mut self.length);
        IntoIter {
            vec: self,
            next: 0,
            end,
        }
    }
}

impl<T, A: Allocator> Iterator for IntoIter<T, A> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        let place = self.place(self.next);
        // INVARIANT: it is no longer ours when it is read.
        self.next += 1;
        // SAFETY: by the invariant it was valid.
        Some(unsafe { place.read() })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.next;
        (left, Some(left))
    }
}

impl<T, A: Allocator> DoubleEndedIterator for IntoIter<T, A> {
    fn next_back(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        // INVARIANT: it is no longer ours when it is read.
        self.end -= 1;
        // SAFETY: by the invariant it was valid.
        Some(unsafe { self.place(self.end).read() })
    }
}

impl<T, A: Allocator> ExactSizeIterator for IntoIter<T, A> {}

impl<T, A: Allocator> FusedIterator for IntoIter<T, A> {}

impl<T, A: Allocator> Drop for IntoIter<T, A> {
    fn drop(&mut self) {
        let rest = ptr::slice_from_raw_parts_mut(self.place(self.next), self.end - self.next);
        // SAFETY: by the invariant they are valid and ours, and this iterator is not used again.
        // The memory is freed by the vector, even if this panics.
        unsafe { rest.drop_in_place() };
    }
}

impl<T: fmt::Debug, A: Allocator> fmt::Debug for IntoIter<T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IntoIter").field(&self.as_slice()).finish()
    }
}
