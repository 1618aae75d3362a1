// SPDX-License-Identifier: MIT OR Apache-2.0

//! `KVec`: a vector whose every growth may fail.

use super::{
    AllocError,
    Allocator,
    Box, //
    Flags,
};
use core::{
    alloc::Layout,
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::{
        Deref,
        DerefMut,
        RangeBounds, //
    },
    ptr::{
        self,
        NonNull, //
    },
    slice,
};

mod drain;
mod error;
mod into_iter;
mod traits;

pub use drain::Drain;
pub use error::InsertError;
pub use into_iter::IntoIter;

/// A vector in memory of an [`Allocator`].
///
/// What may allocate takes flags and returns a `Result`; nothing else allocates. When it fails, the
/// vector is as it was. The names are those of the kernel's vector, where that has them.
///
/// ```
/// # kelson::allocator!(global);
/// use kelson::alloc::{AllocError, KVec, GFP_ATOMIC, GFP_KERNEL};
///
/// let mut queue: KVec<u32> = KVec::with_capacity(16, GFP_KERNEL)?;
/// queue.extend_from_slice(&[1, 2, 3], GFP_KERNEL)?;
/// queue.push(4, GFP_ATOMIC)?;
/// assert_eq!(queue.remove(0), Some(1));
/// assert!(queue.drain(..2).eq([2, 3]));
/// assert_eq!(*queue, [4]);
/// # Ok::<(), AllocError>(())
/// ```
///
/// # Invariants
///
/// - `items` points to memory for `capacity` items, which `A` allocated as an array of them; or it
///   dangles, aligned, if that memory has no bytes. This vector owns it.
/// - The first `length` items are valid, and `length <= capacity`.
pub struct Vec<T, A: Allocator> {
    items: NonNull<T>,
    // `usize::MAX` if the items have no size.
    capacity: usize,
    length: usize,
    _owns: PhantomData<T>,
    _allocator: PhantomData<fn() -> A>,
}

impl<T, A: Allocator> Vec<T, A> {
    const ITEMS_HAVE_SIZE: bool = size_of::<T>() != 0;

    /// The first growth makes room for this many, as later growth doubles the room.
    const FIRST_CAPACITY: usize = if size_of::<T>() == 1 { 8 } else { 4 };

    /// An empty vector, which has not allocated.
    pub const fn new() -> Self {
        Vec {
            items: NonNull::dangling(),
            capacity: if Self::ITEMS_HAVE_SIZE { 0 } else { usize::MAX },
            length: 0,
            _owns: PhantomData,
            _allocator: PhantomData,
        }
    }

    /// An empty vector with room for `capacity` items.
    ///
    /// # Errors
    ///
    /// When there is no memory.
    pub fn with_capacity(capacity: usize, flags: Flags) -> Result<Self, AllocError> {
        let mut new = Self::new();
        if capacity > new.capacity {
            new.set_capacity(capacity, flags)?;
        }
        Ok(new)
    }

    /// A vector of `length` clones of a value.
    ///
    /// # Errors
    ///
    /// When there is no memory.
    pub fn from_elem(value: T, length: usize, flags: Flags) -> Result<Self, AllocError>
    where
        T: Clone,
    {
        let mut new = Self::with_capacity(length, flags)?;
        new.resize(length, value, flags)?;
        Ok(new)
    }

    /// A vector of what an iterator yields.
    ///
    /// # Errors
    ///
    /// When there is no memory; what was collected is dropped then.
    pub fn try_from_iter(
        iter: impl IntoIterator<Item = T>,
        flags: Flags,
    ) -> Result<Self, AllocError> {
        let mut new = Self::new();
        new.extend(iter, flags)?;
        Ok(new)
    }

    /// How many items there is room for without allocating.
    pub const fn capacity(&self) -> usize {
        self.capacity
    }

    /// Makes room for `additional` more items, and for later growth.
    ///
    /// # Errors
    ///
    /// When there is no memory, or a vector cannot be that long.
    #[inline]
    pub fn reserve(&mut self, additional: usize, flags: Flags) -> Result<(), AllocError> {
        if self.capacity - self.length >= additional {
            return Ok(());
        }
        self.grow(additional, flags)
    }

    #[cold]
    fn grow(&mut self, additional: usize, flags: Flags) -> Result<(), AllocError> {
        let needed = self.length.checked_add(additional).ok_or(AllocError)?;
        let capacity = needed
            .max(self.capacity.saturating_mul(2))
            .max(Self::FIRST_CAPACITY);
        self.set_capacity(capacity, flags)
    }

    /// Gives back the memory that no item is in.
    ///
    /// # Errors
    ///
    /// When the allocator cannot make an allocation shorter; the vector can be used as before.
    pub fn shrink_to_fit(&mut self, flags: Flags) -> Result<(), AllocError> {
        if self.capacity > self.length && Self::ITEMS_HAVE_SIZE {
            self.set_capacity(self.length, flags)?;
        }
        Ok(())
    }

    /// The layout of the memory there is.
    fn layout(&self) -> Layout {
        // It was computed without overflow when the memory was allocated.
        let size = self.capacity.wrapping_mul(size_of::<T>());
        // SAFETY: by the invariant, memory of this layout has been allocated.
        unsafe { Layout::from_size_align_unchecked(size, align_of::<T>()) }
    }

    /// Sets the capacity, of items that have a size, to no less than the length.
    fn set_capacity(&mut self, capacity: usize, flags: Flags) -> Result<(), AllocError> {
        debug_assert!(Self::ITEMS_HAVE_SIZE && capacity >= self.length);
        let new = Layout::array::<T>(capacity).map_err(|_| AllocError)?;
        let memory = match (self.capacity, capacity) {
            // SAFETY: the size is not zero, for neither the capacity nor the items' size is.
            (0, 1..) => unsafe { A::allocate(new, flags) }?.cast(),
            (0, 0) => self.items,
            (1.., 0) => {
                // SAFETY: by the invariant the memory is ours and of this layout, and no item is
                // left in it. It is forgotten below.
                unsafe { A::free(self.items.cast(), self.layout()) };
                NonNull::dangling()
            }
            (1.., 1..) => {
                // SAFETY: by the invariant the memory is ours and of the old layout; the new one
                // is not empty, and has the same alignment.
                let memory = unsafe { A::reallocate(self.items.cast(), self.layout(), new, flags) };
                memory?.cast()
            }
        };
        // INVARIANT: the memory has room for `capacity` items, and has those that were in the old.
        self.items = memory;
        self.capacity = capacity;
        Ok(())
    }

    /// Appends an item.
    ///
    /// # Errors
    ///
    /// When there is no memory; the item is dropped then.
    #[inline]
    pub fn push(&mut self, item: T, flags: Flags) -> Result<(), AllocError> {
        self.reserve(1, flags)?;
        // SAFETY: there is room.
        unsafe { self.push_unchecked(item) };
        Ok(())
    }

    /// Appends an item if there is room for it.
    ///
    /// # Errors
    ///
    /// The item, if there is none.
    #[inline]
    pub fn push_within_capacity(&mut self, item: T) -> Result<(), T> {
        if self.length == self.capacity {
            return Err(item);
        }
        // SAFETY: there is room.
        unsafe { self.push_unchecked(item) };
        Ok(())
    }

    /// # Safety
    ///
    /// The length is less than the capacity.
    #[inline]
    unsafe fn push_unchecked(&mut self, item: T) {
        // SAFETY: the item behind the last one is inside the memory, by the caller's promise.
        unsafe { self.items.add(self.length).write(item) };
        // INVARIANT: it is valid now.
        self.length += 1;
    }

    /// Removes the last item.
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        self.length = self.length.checked_sub(1)?;
        // SAFETY: by the invariant it is valid; it no longer counts as one of ours.
        Some(unsafe { self.items.add(self.length).read() })
    }

    /// Puts an item at `index`, and what was there and behind it one further.
    ///
    /// # Errors
    ///
    /// When there is no such place (`index > len`), or no memory; the item is dropped then.
    pub fn insert(&mut self, index: usize, item: T, flags: Flags) -> Result<(), InsertError> {
        if index > self.length {
            return Err(InsertError::IndexOutOfBounds);
        }
        self.reserve(1, flags)?;
        // SAFETY: `index` is at most the length, and there is room for one more: source and
        // destination are inside the memory. The items there are moved, and the gap is filled.
        unsafe {
            let place = self.items.as_ptr().add(index);
            place.copy_to(place.add(1), self.length - index);
            place.write(item);
        }
        // INVARIANT: one more is valid.
        self.length += 1;
        Ok(())
    }

    /// Removes the item at `index`, and moves what is behind it one back; `None` if there is none.
    pub fn remove(&mut self, index: usize) -> Option<T> {
        if index >= self.length {
            return None;
        }
        // INVARIANT: one less is valid, for the last one moves away below.
        self.length -= 1;
        // SAFETY: `index` was less than the length, so all that is read and moved are valid items.
        unsafe {
            let place = self.items.as_ptr().add(index);
            let item = place.read();
            place.add(1).copy_to(place, self.length - index);
            Some(item)
        }
    }

    /// Removes the item at `index`, and puts the last one in its place; `None` if there is none.
    pub fn swap_remove(&mut self, index: usize) -> Option<T> {
        if index >= self.length {
            return None;
        }
        let last = self.length - 1;
        self.swap(index, last);
        self.pop()
    }

    /// Drops the items from `length` on.
    pub fn truncate(&mut self, length: usize) {
        let Some(surplus) = self.length.checked_sub(length) else {
            return;
        };
        // INVARIANT: they do not count any more while they are dropped, for that may panic.
        self.length = length;
        // SAFETY: these are the items that counted until now, and nothing else uses them.
        unsafe {
            let first = self.items.as_ptr().add(length);
            ptr::slice_from_raw_parts_mut(first, surplus).drop_in_place();
        }
    }

    /// Drops all items, and keeps the memory.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Keeps the items that `keep` says `true` of, in their order.
    pub fn retain(&mut self, mut keep: impl FnMut(&mut T) -> bool) {
        let mut kept = 0;
        for index in 0..self.length {
            if keep(&mut self[index]) {
                self.swap(kept, index);
                kept += 1;
            }
        }
        self.truncate(kept);
    }

    /// Appends what an iterator yields.
    ///
    /// # Errors
    ///
    /// When there is no memory. What was appended stays; the item at hand is dropped.
    pub fn extend(
        &mut self,
        iter: impl IntoIterator<Item = T>,
        flags: Flags,
    ) -> Result<(), AllocError> {
        let mut iter = iter.into_iter();
        // A lower bound that is wrong costs memory; it is not relied on.
        self.reserve(iter.size_hint().0, flags)?;
        iter.try_for_each(|item| self.push(item, flags))
    }

    /// Appends clones of the items of a slice.
    ///
    /// # Errors
    ///
    /// When there is no memory; nothing is appended then.
    pub fn extend_from_slice(&mut self, items: &[T], flags: Flags) -> Result<(), AllocError>
    where
        T: Clone,
    {
        self.reserve(items.len(), flags)?;
        for item in items {
            // SAFETY: there is room for as many as the slice has.
            unsafe { self.push_unchecked(item.clone()) };
        }
        Ok(())
    }

    /// Makes the vector `length` long, by clones of a value or by dropping the last ones.
    ///
    /// # Errors
    ///
    /// When there is no memory; the vector is as it was then.
    pub fn resize(&mut self, length: usize, value: T, flags: Flags) -> Result<(), AllocError>
    where
        T: Clone,
    {
        let Some(additional) = length.checked_sub(self.length) else {
            self.truncate(length);
            return Ok(());
        };
        self.reserve(additional, flags)?;
        for _ in 1..additional {
            // SAFETY: there is room for one less than `additional`, and one more.
            unsafe { self.push_unchecked(value.clone()) };
        }
        if additional > 0 {
            // SAFETY: as above.
            unsafe { self.push_unchecked(value) };
        }
        Ok(())
    }

    /// Removes the items of a range, and yields them.
    ///
    /// # Panics
    ///
    /// When the range is not inside the vector, as indexing by it does.
    pub fn drain(&mut self, range: impl RangeBounds<usize>) -> Drain<'_, T, A> {
        Drain::new(self, range)
    }

    /// The place behind the last item, to be filled by other means.
    pub fn spare_capacity_mut(&mut self) -> &mut [core::mem::MaybeUninit<T>] {
        // SAFETY: behind the last item there is memory for the rest of the capacity, and it need
        // not be initialized. It is borrowed as the vector is.
        unsafe {
            let spare = self.items.add(self.length).cast();
            slice::from_raw_parts_mut(spare.as_ptr(), self.capacity - self.length)
        }
    }

    /// Sets how many items there are.
    ///
    /// # Safety
    ///
    /// `length` is at most the capacity, and so many items are valid.
    pub unsafe fn set_len(&mut self, length: usize) {
        debug_assert!(length <= self.capacity);
        // INVARIANT: by the caller's promise.
        self.length = length;
    }

    /// Gives the vector up for its parts: pointer, length, capacity.
    pub fn into_raw_parts(self) -> (*mut T, usize, usize) {
        let vec = ManuallyDrop::new(self);
        (vec.items.as_ptr(), vec.length, vec.capacity)
    }

    /// Makes a vector of its parts.
    ///
    /// # Safety
    ///
    /// They are those of a vector with the same allocator, which nothing else owns.
    pub unsafe fn from_raw_parts(items: *mut T, length: usize, capacity: usize) -> Self {
        // INVARIANT: by the caller's promise.
        Vec {
            // SAFETY: the pointer of a vector is not null.
            items: unsafe { NonNull::new_unchecked(items) },
            length,
            capacity,
            _owns: PhantomData,
            _allocator: PhantomData,
        }
    }

    /// A box of the items.
    ///
    /// # Errors
    ///
    /// When the allocator cannot make the memory shorter; the items are dropped then.
    pub fn into_boxed_slice(mut self, flags: Flags) -> Result<Box<[T], A>, AllocError> {
        self.shrink_to_fit(flags)?;
        let (items, length, _) = self.into_raw_parts();
        // SAFETY: the items are valid and ours. Their memory has no room for more, so its layout is
        // that of the slice, or it has no bytes.
        Ok(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(items, length)) })
    }
}

impl<T, A: Allocator> Drop for Vec<T, A> {
    fn drop(&mut self) {
        /// Frees the memory, even if dropping an item panics.
        struct Memory<'a, T, A: Allocator>(&'a mut Vec<T, A>);

        impl<T, A: Allocator> Drop for Memory<'_, T, A> {
            fn drop(&mut self) {
                let layout = self.0.layout();
                if layout.size() != 0 {
                    // SAFETY: by the invariant the memory is ours and has this layout. The items
                    // are gone, and the vector is not used again.
                    unsafe { A::free(self.0.items.cast(), layout) };
                }
            }
        }

        Memory(self).0.clear();
    }
}

impl<T, A: Allocator> Deref for Vec<T, A> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        // SAFETY: by the invariant these are valid items, borrowed as the vector is.
        unsafe { slice::from_raw_parts(self.items.as_ptr(), self.length) }
    }
}

impl<T, A: Allocator> DerefMut for Vec<T, A> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: by the invariant these are valid items, borrowed as the vector is.
        unsafe { slice::from_raw_parts_mut(self.items.as_ptr(), self.length) }
    }
}

// SAFETY: a vector that goes to another thread takes its items there, and nothing else: an
// allocator lets any thread free.
unsafe impl<T: Send, A: Allocator> Send for Vec<T, A> {}

// SAFETY: a shared vector gives shared access to its items, and to nothing else.
unsafe impl<T: Sync, A: Allocator> Sync for Vec<T, A> {}

impl<T, A: Allocator> Unpin for Vec<T, A> {}
