// SPDX-License-Identifier: MIT OR Apache-2.0

//! Removal of a range of items.

use super::Vec;
use crate::alloc::Allocator;
use core::{
    fmt,
    iter::FusedIterator,
    marker::PhantomData,
    ops::{
        Bound,
        RangeBounds, //
    },
    ptr::{
        self,
        NonNull, //
    },
    slice,
};

/// The items that [`KVec::drain`](Vec::drain) removes.
///
/// Those that were not asked for are dropped with it. If it is forgotten, so are they, and those
/// behind the range.
///
/// # Invariants
///
/// - `vec` is borrowed for `'a`. It has as its length what is before the range.
/// - In its memory the items from `next` on and before `end` are valid, and so are `tail` items
///   from `after` on; they belong to this iterator. `next <= end <= after`.
pub struct Drain<'a, T, A: Allocator> {
    vec: NonNull<Vec<T, A>>,
    next: usize,
    end: usize,
    after: usize,
    tail: usize,
    _borrows: PhantomData<&'a mut Vec<T, A>>,
}

impl<'a, T, A: Allocator> Drain<'a, T, A> {
    pub(super) fn new(vec: &'a mut Vec<T, A>, range: impl RangeBounds<usize>) -> Self {
        let length = vec.length;
        let start = match range.start_bound() {
            Bound::Included(&start) => start,
            Bound::Excluded(&before) => before.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            Bound::Included(&last) => last.saturating_add(1),
            Bound::Excluded(&end) => end,
            Bound::Unbounded => length,
        };
        // Panics, in the words that slices have for it, if they are out of order or out of bounds.
        let _ = &vec[start..end];
        // INVARIANT: from here on the vector has what is before the range, and the rest is ours:
        // if this iterator is forgotten, it is leaked and nothing is dropped twice.
        vec.length = start;
        Drain {
            vec: NonNull::from(vec),
            next: start,
            end,
            after: end,
            tail: length - end,
            _borrows: PhantomData,
        }
    }

    /// Where an item is in the vector's memory.
    fn place(&self, index: usize) -> *mut T {
        // SAFETY: the vector is borrowed, and indices of ours are inside its memory.
        unsafe { self.vec.as_ref().items.as_ptr().add(index) }
    }

    /// The items that are left.
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: by the invariant they are valid and ours.
        unsafe { slice::from_raw_parts(self.place(self.next), self.end - self.next) }
    }
}

impl<T, A: Allocator> Iterator for Drain<'_, T, A> {
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

impl<T, A: Allocator> DoubleEndedIterator for Drain<'_, T, A> {
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

impl<T, A: Allocator> ExactSizeIterator for Drain<'_, T, A> {}

impl<T, A: Allocator> FusedIterator for Drain<'_, T, A> {}

impl<T, A: Allocator> Drop for Drain<'_, T, A> {
    fn drop(&mut self) {
        /// Moves the tail to the vector, even if dropping an item panics.
        struct Tail<'a, 'b, T, A: Allocator>(&'b mut Drain<'a, T, A>);

        impl<T, A: Allocator> Drop for Tail<'_, '_, T, A> {
            fn drop(&mut self) {
                let tail = self.0.tail;
                let from = self.0.place(self.0.after);
                // SAFETY: the vector is borrowed for longer than this iterator is there, and no
                // other reference to it is in use.
                let vec = unsafe { self.0.vec.as_mut() };
                // SAFETY: by the invariant so many items from there on are valid, and those
                // between the vector's length and them are gone. Both places are in its memory.
                unsafe { from.copy_to(vec.items.as_ptr().add(vec.length), tail) };
                // INVARIANT (of the vector): they are valid and behind the last one.
                vec.length += tail;
            }
        }

        let tail = Tail(self);
        let drain = &*tail.0;
        let rest = ptr::slice_from_raw_parts_mut(drain.place(drain.next), drain.end - drain.next);
        // SAFETY: by the invariant they are valid and ours; this iterator is not used again.
        unsafe { rest.drop_in_place() };
    }
}

// SAFETY: the iterator owns items, and a borrow of a vector of them that nobody else uses.
unsafe impl<T: Send, A: Allocator> Send for Drain<'_, T, A> {}

// SAFETY: a shared iterator gives shared access to items.
unsafe impl<T: Sync, A: Allocator> Sync for Drain<'_, T, A> {}

impl<T: fmt::Debug, A: Allocator> fmt::Debug for Drain<'_, T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Drain").field(&self.as_slice()).finish()
    }
}
