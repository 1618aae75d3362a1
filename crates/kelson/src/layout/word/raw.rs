// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is inside a word: one that drops the value, and one that is `Copy`. A type cannot be both,
//! so the enum's impl says which it is.

use super::Tagged;
use core::{
    marker::PhantomData,
    mem::ManuallyDrop,
    ptr::NonNull, //
};

/// A packed `E` as it is stored.
///
/// The names are long because rustc tells whoever calls a function that is not there, of whatever type,
/// of all traits that have one of its name.
///
/// # Safety
///
/// `packed` and `into_packed` give what `from_packed` got. `into_packed` drops nothing. It has the layout of a `NonNull`.
pub unsafe trait Raw<E> {
    /// Of a packed value.
    ///
    /// # Safety
    ///
    /// `word` is from `pack` of an `E`, and nobody else takes its value, unless `E` is `Copy`.
    unsafe fn from_packed(word: NonNull<()>) -> Self;
    /// The packed value, which stays.
    fn packed(&self) -> NonNull<()>;
    /// The packed value, which goes.
    fn into_packed(self) -> NonNull<()>;
}

/// Drops the value.
#[repr(transparent)]
pub struct Owned<E: Tagged>(NonNull<()>, PhantomData<E>);

// SAFETY: it is the pointer.
unsafe impl<E: Tagged> Raw<E> for Owned<E> {
    #[inline(always)]
    unsafe fn from_packed(word: NonNull<()>) -> Self {
        Owned(word, PhantomData)
    }

    #[inline(always)]
    fn packed(&self) -> NonNull<()> {
        self.0
    }

    #[inline(always)]
    fn into_packed(self) -> NonNull<()> {
        ManuallyDrop::new(self).0
    }
}

impl<E: Tagged> Drop for Owned<E> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: by the promise to `from_packed` it is packed and still there. Nobody uses it afterwards.
        drop(unsafe { E::unpack(self.0) });
    }
}

/// Drops nothing, and is `Copy`. For an `E` that is `Copy`, which the derive checks.
#[repr(transparent)]
pub struct Copied<E>(NonNull<()>, PhantomData<E>);

// SAFETY: it is the pointer.
unsafe impl<E> Raw<E> for Copied<E> {
    #[inline(always)]
    unsafe fn from_packed(word: NonNull<()>) -> Self {
        Copied(word, PhantomData)
    }

    #[inline(always)]
    fn packed(&self) -> NonNull<()> {
        self.0
    }

    #[inline(always)]
    fn into_packed(self) -> NonNull<()> {
        self.0
    }
}

impl<E> Clone for Copied<E> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Copied<E> {}

/// An enum that is `Copy`, as `#[word(copy)]` says.
///
/// # Safety
///
/// It is. Were this safe to implement, an enum that is not could be said to be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not `Copy`, and `#[word(copy)]` says that it is",
    label = "its word cannot be `Copy` either",
    note = "put `#[derive(Clone, Copy)]` on `{Self}`, or remove `#[word(copy)]`"
)]
pub unsafe trait CopyEnum {}

// SAFETY: it is.
#[diagnostic::do_not_recommend]
unsafe impl<E: Copy> CopyEnum for E {}
