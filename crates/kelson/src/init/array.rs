// SPDX-License-Identifier: MIT OR Apache-2.0

//! Arrays and slices, element by element.

use super::init::{
    Init,
    ScopedInit, //
};
use core::{
    fmt,
    mem,
    ptr, //
};

/// Makes an initializer of an array or a slice, from one of each element.
///
/// The elements are built in order. If one fails, those before it are dropped.
///
/// ```
/// use kelson::init::{array, value};
/// use kelson::stack;
///
/// stack!(let squares: [usize; 5] = array(|index| value(index * index)));
/// assert_eq!(*squares, [0, 1, 4, 9, 16]);
/// ```
#[inline]
pub fn array<F, I>(element: F) -> Elements<F>
where
    F: FnMut(usize) -> I,
{
    Elements(element)
}

/// An initializer that builds one element after the other; see [`array()`].
pub struct Elements<F>(F);

// SAFETY: `build` leaves a value, or drops what it built.
unsafe impl<'s, T, E, F, I, const N: usize> ScopedInit<'s, [T; N], E> for Elements<F>
where
    F: FnMut(usize) -> I,
    I: ScopedInit<'s, T, E>,
{
    #[inline]
    unsafe fn raw_init(self, slot: *mut [T; N]) -> Result<(), E> {
        // SAFETY: the caller gives a vacant place for `N` elements, and keeps for each what it
        // keeps for the array.
        unsafe { build(slot, self.0) }
    }
}

// SAFETY: the elements rely on no more than `Pinned`.
unsafe impl<T, E, F, I, const N: usize> Init<[T; N], E> for Elements<F>
where
    F: FnMut(usize) -> I,
    I: Init<T, E>,
{
}

// SAFETY: `build` leaves a value, or drops what it built.
unsafe impl<'s, T, E, F, I> ScopedInit<'s, [T], E> for Elements<F>
where
    F: FnMut(usize) -> I,
    I: ScopedInit<'s, T, E>,
{
    #[inline]
    unsafe fn raw_init(self, slot: *mut [T]) -> Result<(), E> {
        // SAFETY: the caller gives a vacant place for these elements, and keeps for each what it
        // keeps for the slice.
        unsafe { build(slot, self.0) }
    }
}

// SAFETY: the elements rely on no more than `Pinned`.
unsafe impl<T, E, F, I> Init<[T], E> for Elements<F>
where
    F: FnMut(usize) -> I,
    I: Init<T, E>,
{
}

/// Builds one element after the other.
///
/// # Safety
///
/// As for `raw_init`, on a slice.
#[inline]
unsafe fn build<'s, T, E, I>(slot: *mut [T], mut element: impl FnMut(usize) -> I) -> Result<(), E>
where
    I: ScopedInit<'s, T, E>,
{
    let mut built = Built::<T> {
        first: slot.cast(),
        count: 0,
    };
    while built.count < slot.len() {
        let initializer = element(built.count);
        // SAFETY: the place of this element is inside the slice, vacant, and kept as the slice is:
        // until the end, `built` owns what is there.
        unsafe { initializer.raw_init(built.first.add(built.count))? };
        built.count += 1;
    }
    mem::forget(built);
    Ok(())
}

/// The elements that are built; drops them.
///
/// # Invariants
///
/// From `first` on, `count` places hold values that are ours.
struct Built<T> {
    first: *mut T,
    count: usize,
}

impl<T> Drop for Built<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: by the invariant these are ours to drop, and this happens once.
        unsafe { ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.first, self.count)) }
    }
}

/// Makes an initializer of an array or a slice, from the values of an iterator.
///
/// If there are too few, those that were moved in are dropped; if there are too many, the rest is
/// left to the iterator.
///
/// ```
/// use kelson::init::{collect, TooFew};
/// use kelson::stack;
///
/// fn sum(upto: u32) -> Result<u32, TooFew> {
///     stack!(let numbers: [u32; 4] =? collect(0..upto));
///     Ok(numbers.iter().sum())
/// }
///
/// assert_eq!(sum(9), Ok(6));
/// assert_eq!(sum(3), Err(TooFew { found: 3 }));
/// ```
#[inline]
pub fn collect<I: IntoIterator>(values: I) -> Collected<I> {
    Collected(values)
}

/// An initializer that moves in the values of an iterator; see [`collect`].
pub struct Collected<I>(I);

/// The iterator of [`collect`] ended before the array was full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFew {
    /// How many values there were.
    pub found: usize,
}

impl fmt::Display for TooFew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the iterator ended after {} values", self.found)
    }
}

impl core::error::Error for TooFew {}

// SAFETY: `fill` leaves a value, or drops what was moved in.
unsafe impl<I: IntoIterator> ScopedInit<'_, [I::Item], TooFew> for Collected<I> {
    #[inline]
    unsafe fn raw_init(self, slot: *mut [I::Item]) -> Result<(), TooFew> {
        // SAFETY: the caller gives a vacant place for these elements.
        unsafe { fill(slot, self.0) }
    }
}

// SAFETY: nothing is expected of the place.
unsafe impl<I: IntoIterator> Init<[I::Item], TooFew> for Collected<I> {}

// SAFETY: `fill` leaves a value, or drops what was moved in.
unsafe impl<I: IntoIterator, const N: usize> ScopedInit<'_, [I::Item; N], TooFew> for Collected<I> {
    #[inline]
    unsafe fn raw_init(self, slot: *mut [I::Item; N]) -> Result<(), TooFew> {
        // SAFETY: the caller gives a vacant place for `N` elements.
        unsafe { fill(slot, self.0) }
    }
}

// SAFETY: nothing is expected of the place.
unsafe impl<I: IntoIterator, const N: usize> Init<[I::Item; N], TooFew> for Collected<I> {}

/// Moves the values in.
///
/// # Safety
///
/// As for `raw_init`, on a slice.
#[inline]
unsafe fn fill<T>(slot: *mut [T], values: impl IntoIterator<Item = T>) -> Result<(), TooFew> {
    let mut built = Built::<T> {
        first: slot.cast(),
        count: 0,
    };
    let mut values = values.into_iter();
    while built.count < slot.len() {
        let Some(value) = values.next() else {
            return Err(TooFew { found: built.count });
        };
        // SAFETY: the place of this element is inside the slice, and vacant.
        unsafe { built.first.add(built.count).write(value) };
        built.count += 1;
    }
    mem::forget(built);
    Ok(())
}
