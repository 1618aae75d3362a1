// SPDX-License-Identifier: MIT OR Apache-2.0

//! The pointers of core that can be projected.
//!
//! Each adds the offset to its address and keeps its provenance. What may be done through the new
//! pointer may be done to that part through the old one; where that takes an argument, it is at the
//! impl.

use super::project::{
    Project,
    Projectable,
    SliceHandle, //
};
use crate::init::Structural;
use core::{
    cell::{Cell, UnsafeCell},
    mem::MaybeUninit,
    pin::Pin,
    ptr::NonNull, //
};

impl<T: ?Sized> Projectable for *const T {
    type Target = T;
}

impl<T: ?Sized, F> Project<F> for *const T {
    type Output = *const F;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> *const F {
        // Wrapping, as the pointer may be one to no memory at all.
        self.cast::<F>().wrapping_byte_add(offset)
    }
}

// SAFETY: it is the length that is part of the pointer.
unsafe impl<T> SliceHandle for *const [T] {
    #[inline(always)]
    fn len(&self) -> usize {
        <*const [T]>::len(*self)
    }
}

impl<T: ?Sized> Projectable for *mut T {
    type Target = T;
}

impl<T: ?Sized, F> Project<F> for *mut T {
    type Output = *mut F;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> *mut F {
        self.cast::<F>().wrapping_byte_add(offset)
    }
}

// SAFETY: it is the length that is part of the pointer.
unsafe impl<T> SliceHandle for *mut [T] {
    #[inline(always)]
    fn len(&self) -> usize {
        <*mut [T]>::len(*self)
    }
}

impl<T: ?Sized> Projectable for NonNull<T> {
    type Target = T;
}

impl<T: ?Sized, F> Project<F> for NonNull<T> {
    type Output = NonNull<F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> NonNull<F> {
        let start = self.cast::<F>();
        // A `NonNull` that points to no memory may be so near the end of the address space that
        // the sum is null, which is no `NonNull`. Any other value is as good for such a one.
        NonNull::new(start.as_ptr().wrapping_byte_add(offset)).unwrap_or(start)
    }
}

// SAFETY: it is the length that is part of the pointer.
unsafe impl<T> SliceHandle for NonNull<[T]> {
    #[inline(always)]
    fn len(&self) -> usize {
        NonNull::len(*self)
    }
}

impl<T> Projectable for &MaybeUninit<T> {
    type Target = T;
}

impl<'a, T, F: 'a> Project<F> for &'a MaybeUninit<T> {
    type Output = &'a MaybeUninit<F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> &'a MaybeUninit<F> {
        // SAFETY: the field is inside of what `self` borrows, and aligned. `MaybeUninit` has no
        // other requirement.
        unsafe { &*self.as_ptr().byte_add(offset).cast() }
    }
}

impl<T> Projectable for &mut MaybeUninit<T> {
    type Target = T;
}

impl<'a, T, F: 'a> Project<F> for &'a mut MaybeUninit<T> {
    type Output = &'a mut MaybeUninit<F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> &'a mut MaybeUninit<F> {
        // SAFETY: the field is inside of what `self` borrows, exclusively and for as long, and
        // aligned. `MaybeUninit` has no other requirement.
        unsafe { &mut *self.as_mut_ptr().byte_add(offset).cast() }
    }
}

impl<T> Projectable for &Cell<T> {
    type Target = T;
}

// What can be done to a field through its own `Cell` is to replace it, which whoever can name the
// field can do in a `T` taken out of the whole's `Cell`.
impl<'a, T, F: 'a> Project<F> for &'a Cell<T> {
    type Output = &'a Cell<F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> &'a Cell<F> {
        // SAFETY: the field is inside of what `self` borrows, aligned, and a valid `F`, for a
        // `Cell<T>` holds a valid `T`. A `Cell<F>` is laid out as an `F`, and as part of the
        // whole's `Cell` it is as little shared between threads and as free to be written.
        unsafe { &*self.as_ptr().byte_add(offset).cast() }
    }
}

impl<T> Projectable for &UnsafeCell<T> {
    type Target = T;
}

impl<'a, T, F: 'a> Project<F> for &'a UnsafeCell<T> {
    type Output = &'a UnsafeCell<F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> &'a UnsafeCell<F> {
        // SAFETY: as for `Cell`; access is in the hands of unsafe code in both.
        unsafe { &*self.get().byte_add(offset).cast() }
    }
}

impl<T> Projectable for Pin<&T> {
    type Target = T;
}

impl<'a, T: Structural, F: 'a> Project<F> for Pin<&'a T> {
    type Output = Pin<&'a F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> Pin<&'a F> {
        let whole = core::ptr::from_ref(self.get_ref());
        // SAFETY:
        // - The field is inside of what `self` borrows, aligned, and a valid `F`.
        // - As `T` is `Structural`, the field does not move before it is dropped.
        unsafe { Pin::new_unchecked(&*whole.byte_add(offset).cast()) }
    }
}

impl<T> Projectable for Pin<&mut T> {
    type Target = T;
}

impl<'a, T: Structural, F: 'a> Project<F> for Pin<&'a mut T> {
    type Output = Pin<&'a mut F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> Pin<&'a mut F> {
        // SAFETY: the reference is used for the address of a field, which nothing moves out of.
        let whole = core::ptr::from_mut(unsafe { self.get_unchecked_mut() });
        // SAFETY:
        // - The field is inside of what `self` borrows exclusively, aligned, and a valid `F`.
        // - As `T` is `Structural`, the field does not move before it is dropped.
        unsafe { Pin::new_unchecked(&mut *whole.byte_add(offset).cast()) }
    }
}
