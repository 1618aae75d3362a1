// SPDX-License-Identifier: MIT OR Apache-2.0

//! A shared value before it is shared.

use super::{
    Arc, //
    Count,
    Inner,
};
use crate::alloc::{
    unsize::Unsize,
    AllocError,
    Allocator,
    Box, //
    Flags,
};
use core::{
    fmt,
    mem::MaybeUninit,
    ops::{
        Deref,
        DerefMut, //
    },
    pin::Pin,
    ptr::NonNull,
};

/// The only owner of a value that can be shared.
///
/// It can be changed like that of a box, and becomes a [`KArc`](crate::alloc::KArc) without
/// allocating: allocate where sleeping is allowed, [`write`](UniqueArc::write) where it is not.
pub struct UniqueArc<T: ?Sized, A: Allocator> {
    // With a count of one.
    memory: Box<Inner<T>, A>,
}

impl<T, A: Allocator> UniqueArc<T, A> {
    /// Moves a value into newly allocated memory.
    ///
    /// # Errors
    ///
    /// When there is no memory; the value is dropped then.
    #[inline]
    pub fn new(value: T, flags: Flags) -> Result<Self, AllocError> {
        let count = Count::one();
        let memory = Box::new(Inner { count, value }, flags)?;
        Ok(UniqueArc { memory })
    }

    /// Allocates memory for a value that comes later.
    ///
    /// # Errors
    ///
    /// When there is no memory.
    #[inline]
    pub fn new_uninit(flags: Flags) -> Result<UniqueArc<MaybeUninit<T>, A>, AllocError> {
        UniqueArc::new(MaybeUninit::uninit(), flags)
    }

    /// Moves the value out and frees the memory.
    #[inline]
    pub fn into_inner(arc: Self) -> T {
        Box::into_inner(arc.memory).value
    }
}

impl<T, A: Allocator> UniqueArc<MaybeUninit<T>, A> {
    /// Moves a value into the memory.
    #[inline]
    pub fn write(mut arc: Self, value: T) -> UniqueArc<T, A> {
        (*arc).write(value);
        // SAFETY: the value has just been written.
        unsafe { Self::assume_init(arc) }
    }

    /// The pointer to the value that is in the memory by now.
    ///
    /// # Safety
    ///
    /// It is: a valid `T` has been written.
    #[inline]
    pub unsafe fn assume_init(arc: Self) -> UniqueArc<T, A> {
        let inner = Box::into_raw(arc.memory);
        // SAFETY: with a valid `T` it is a valid `Inner<T>`, of the same layout.
        let memory = unsafe { Box::from_raw(inner.cast()) };
        UniqueArc { memory }
    }
}

impl<T: ?Sized, A: Allocator> UniqueArc<T, A> {
    /// # Safety
    ///
    /// `inner` is in memory that `A` allocated with its layout, and the caller is the only one to
    /// use it.
    pub(super) unsafe fn from_inner(inner: NonNull<Inner<T>>) -> Self {
        // SAFETY: by the caller's promise.
        let mut memory = unsafe { Box::<_, A>::from_raw(inner.as_ptr()) };
        memory.count = Count::one();
        UniqueArc { memory }
    }

    /// The same value, to be shared. This cannot fail.
    #[inline]
    pub fn share(self) -> Arc<T, A> {
        // SAFETY: the pointer of a box is not null.
        let inner = unsafe { NonNull::new_unchecked(Box::into_raw(self.memory)) };
        // SAFETY: `A` allocated it, and the one share that its count has is passed on.
        unsafe { Arc::from_inner(inner) }
    }

    /// The same value, to be shared and pinned.
    #[inline]
    pub fn share_pinned(self) -> Pin<Arc<T, A>> {
        // SAFETY: there is no other pointer, and all that will be made of this one are pinned: the
        // value is not moved until its last owner drops it.
        unsafe { Pin::new_unchecked(self.share()) }
    }
}

impl<T: ?Sized, A: Allocator> Deref for UniqueArc<T, A> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.memory.value
    }
}

impl<T: ?Sized, A: Allocator> DerefMut for UniqueArc<T, A> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.memory.value
    }
}

impl<T: ?Sized, A: Allocator> From<UniqueArc<T, A>> for Arc<T, A> {
    fn from(arc: UniqueArc<T, A>) -> Self {
        arc.share()
    }
}

impl<T: ?Sized + fmt::Debug, A: Allocator> fmt::Debug for UniqueArc<T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

// SAFETY: the pointer made of what `coerce` returns owns what this one owned.
unsafe impl<T: ?Sized, A: Allocator> Unsize for UniqueArc<T, A> {
    type From = T;
    type To<U: ?Sized> = UniqueArc<U, A>;

    #[inline]
    unsafe fn __kelson_unsize<U: ?Sized>(self, coerce: fn(*mut T) -> *mut U) -> UniqueArc<U, A> {
        let inner = Box::into_raw(self.memory);
        // SAFETY: it is valid, and no reference is made.
        let value = coerce(unsafe { &raw mut (*inner).value });
        // SAFETY: by the caller's promise it is the same value, unsized; the pointer was made of
        // one to all of the memory, which `A` allocated and nobody else uses.
        unsafe { UniqueArc::from_inner(Inner::of(value)) }
    }
}
