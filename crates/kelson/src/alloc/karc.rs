// SPDX-License-Identifier: MIT OR Apache-2.0

//! `KArc`: a shared value, counted as the kernel counts.

use super::{
    unsize::Unsize,
    AllocError,
    Allocator,
    Flags, //
};
use core::{
    alloc::Layout,
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::Deref,
    pin::Pin,
    ptr::NonNull, //
};

mod count;
mod emplace;
mod traits;
mod unique;

use count::Count;
pub use unique::UniqueArc;

/// A shared value, which the last of its owners drops.
///
/// As the kernel's `Arc` and unlike that of std: a count that would overflow stays at a value from
/// which it never comes back, so that the worst that too many clones do is a leak; and there are no
/// weak pointers.
///
/// ```
/// # kelson::allocator!(global);
/// use kelson::alloc::{AllocError, KArc, KUniqueArc, GFP_KERNEL};
///
/// // Still our own, so it can be changed.
/// let mut table = KUniqueArc::new([0; 4], GFP_KERNEL)?;
/// table[2] = 7;
/// let table = table.share();
/// let other = table.clone();
/// assert!(KArc::ptr_eq(&table, &other) && other[2] == 7);
/// // The last owner may take the value.
/// let table = KArc::try_unwrap(table).unwrap_err();
/// drop(other);
/// assert_eq!(KArc::try_unwrap(table), Ok([0, 0, 7, 0]));
/// # Ok::<(), AllocError>(())
/// ```
///
/// # Cost
///
/// One word; in memory, the value and a count of four bytes in front of it.
///
/// # Invariants
///
/// - `inner` points to an `Inner` in memory that `A` allocated with its layout.
/// - Its count is the number of such pointers that own a part of it, or it is saturated, and then
///   it is never freed.
pub struct Arc<T: ?Sized, A: Allocator> {
    inner: NonNull<Inner<T>>,
    _owns: PhantomData<T>,
    _allocator: PhantomData<fn() -> A>,
}

/// What is in the memory.
// The layout is part of what `into_raw` and `unsize!` rely on.
#[repr(C)]
struct Inner<T: ?Sized> {
    count: Count,
    value: T,
}

impl<T, A: Allocator> Arc<T, A> {
    /// Moves a value into newly allocated memory, to be shared.
    ///
    /// # Errors
    ///
    /// When there is no memory; the value is dropped then.
    #[inline]
    pub fn new(value: T, flags: Flags) -> Result<Self, AllocError> {
        UniqueArc::new(value, flags).map(UniqueArc::share)
    }

    /// As [`new`](Self::new), pinned.
    ///
    /// # Errors
    ///
    /// When there is no memory; the value is dropped then.
    #[inline]
    pub fn pin(value: T, flags: Flags) -> Result<Pin<Self>, AllocError> {
        UniqueArc::new(value, flags).map(UniqueArc::share_pinned)
    }

    /// The value, if this is its only owner.
    ///
    /// Of two owners that try at the same time, none may get it. [`into_inner`](Self::into_inner)
    /// gives it to the last one.
    ///
    /// # Errors
    ///
    /// The pointer as it was, if there are others.
    #[inline]
    pub fn try_unwrap(arc: Self) -> Result<T, Self> {
        Self::try_unique(arc).map(UniqueArc::into_inner)
    }

    /// Gives up this share; the last one to do so gets the value.
    #[inline]
    pub fn into_inner(arc: Self) -> Option<T> {
        let arc = ManuallyDrop::new(arc);
        // SAFETY: `arc` owns a share, which ends here: it is not dropped.
        unsafe { Self::release(arc.inner) }.map(UniqueArc::into_inner)
    }
}

impl<T: ?Sized, A: Allocator> Arc<T, A> {
    /// # Safety
    ///
    /// `inner` is as the invariant says, and the caller passes on a share that it owns.
    unsafe fn from_inner(inner: NonNull<Inner<T>>) -> Self {
        // INVARIANT: by the caller's promise.
        Arc {
            inner,
            _owns: PhantomData,
            _allocator: PhantomData,
        }
    }

    fn count(&self) -> &Count {
        // SAFETY: the memory is there as long as `self` is. The reference is to the count alone.
        unsafe { &(*self.inner.as_ptr()).count }
    }

    /// Gives up a share. If it was the last one, returns what is now owned by nobody else.
    ///
    /// # Safety
    ///
    /// The caller owns a share, and does not use it afterwards.
    unsafe fn release(inner: NonNull<Inner<T>>) -> Option<UniqueArc<T, A>> {
        // SAFETY: the memory is there until the share is given up. That is one atomic operation,
        // the last thing for which the reference is used.
        let last = unsafe { &(*inner.as_ptr()).count }.release();
        // SAFETY: it was the last share, so nobody else gets to the memory, which is `A`'s.
        last.then(|| unsafe { UniqueArc::from_inner(inner) })
    }

    /// This pointer as one that owns the value alone, if it does.
    ///
    /// # Errors
    ///
    /// The pointer as it was, if there are others.
    pub fn try_unique(arc: Self) -> Result<UniqueArc<T, A>, Self> {
        if !arc.count().is_one() {
            return Err(arc);
        }
        let inner = ManuallyDrop::new(arc).inner;
        // SAFETY: there is one share, and we have it. Only whoever has one can make another.
        Ok(unsafe { UniqueArc::from_inner(inner) })
    }

    /// The value to change, if this is its only owner.
    pub fn get_mut(arc: &mut Self) -> Option<&mut T> {
        if !arc.count().is_one() {
            return None;
        }
        // SAFETY: there is one share, and it is borrowed mutably: nobody else gets to the value.
        Some(unsafe { &mut (*arc.inner.as_ptr()).value })
    }

    /// Whether both point to the same value.
    pub fn ptr_eq(one: &Self, other: &Self) -> bool {
        core::ptr::addr_eq(one.inner.as_ptr(), other.inner.as_ptr())
    }

    /// The address of the value.
    pub fn as_ptr(arc: &Self) -> *const T {
        // SAFETY: the memory is there as long as `arc` is, and no reference is made.
        unsafe { &raw const (*arc.inner.as_ptr()).value }
    }

    /// Gives the pointer up for one that C code can hold, with its share.
    pub fn into_raw(arc: Self) -> *const T {
        let arc = ManuallyDrop::new(arc);
        Self::as_ptr(&arc)
    }

    /// Takes a share back that [`into_raw`](Self::into_raw) gave up.
    ///
    /// # Safety
    ///
    /// `value` comes from `into_raw` of a pointer with the same `A`, to the same value and of a
    /// type to which that can be coerced; and its share has not been taken back.
    pub unsafe fn from_raw(value: *const T) -> Self {
        // SAFETY: by the caller's promise; the share keeps the value alive.
        unsafe { Self::from_inner(Inner::of(value)) }
    }
}

impl<T: ?Sized> Inner<T> {
    /// What a value is in.
    ///
    /// # Safety
    ///
    /// It is in one and alive, and the pointer to it was made of one to all of that.
    unsafe fn of(value: *const T) -> NonNull<Self> {
        // SAFETY: it is alive.
        let layout = Layout::for_value(unsafe { &*value });
        // Of `repr(C)`: behind the count, at the next multiple of the alignment.
        let offset = size_of::<Count>().next_multiple_of(layout.align());
        // SAFETY: so far in front of it is where the `Inner` begins.
        let inner = unsafe { value.byte_sub(offset) } as *mut Self;
        // SAFETY: that is not null.
        unsafe { NonNull::new_unchecked(inner) }
    }
}

impl<T: ?Sized, A: Allocator> Clone for Arc<T, A> {
    #[inline]
    fn clone(&self) -> Self {
        self.count().add();
        // SAFETY: the share that was added is the new pointer's.
        unsafe { Self::from_inner(self.inner) }
    }
}

impl<T: ?Sized, A: Allocator> Drop for Arc<T, A> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the share ends here. What is returned drops the value, if it was the last one.
        drop(unsafe { Self::release(self.inner) });
    }
}

impl<T: ?Sized, A: Allocator> Deref for Arc<T, A> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the value is there as long as `self` is, and is only changed when there are no
        // other pointers and no borrows of this one.
        unsafe { &(*self.inner.as_ptr()).value }
    }
}

// SAFETY: a pointer that goes to another thread shares its value with threads that have others,
// and may drop the value there.
unsafe impl<T: ?Sized + Sync + Send, A: Allocator> Send for Arc<T, A> {}

// SAFETY: who has a reference can clone the pointer and send that: the requirements are the same.
unsafe impl<T: ?Sized + Sync + Send, A: Allocator> Sync for Arc<T, A> {}

impl<T: ?Sized, A: Allocator> Unpin for Arc<T, A> {}

// SAFETY: the pointer made of what `coerce` returns has the share that this one had.
unsafe impl<T: ?Sized, A: Allocator> Unsize for Arc<T, A> {
    type From = T;
    type To<U: ?Sized> = Arc<U, A>;

    #[inline]
    unsafe fn __kelson_unsize<U: ?Sized>(self, coerce: fn(*mut T) -> *mut U) -> Arc<U, A> {
        let value = coerce(Self::into_raw(self).cast_mut());
        // SAFETY: by the caller's promise it is the same value, unsized, with the share.
        unsafe { Arc::from_raw(value) }
    }
}

// SAFETY: as above; the value is pinned where it is, no matter what type its pointer has.
unsafe impl<T: ?Sized, A: Allocator> Unsize for Pin<Arc<T, A>> {
    type From = T;
    type To<U: ?Sized> = Pin<Arc<U, A>>;

    #[inline]
    unsafe fn __kelson_unsize<U: ?Sized>(self, coerce: fn(*mut T) -> *mut U) -> Self::To<U> {
        // SAFETY: the pointer is pinned again below, and the value is not moved in between.
        let arc = unsafe { Pin::into_inner_unchecked(self) };
        // SAFETY: by the caller's promise; and the value was pinned before.
        unsafe { Pin::new_unchecked(arc.__kelson_unsize(coerce)) }
    }
}
