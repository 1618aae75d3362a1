// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a box does as its value does.

use super::Box;
use crate::alloc::{
    AllocError,
    Allocator,
    Flags, //
};
use core::{
    borrow::{
        Borrow,
        BorrowMut, //
    },
    cmp::Ordering,
    error::Error,
    fmt,
    future::Future,
    hash::{
        Hash,
        Hasher, //
    },
    pin::Pin,
    task::{
        Context,
        Poll, //
    },
};

impl<T: Clone, A: Allocator> Box<T, A> {
    /// A box of its own with a clone of the value.
    ///
    /// # Errors
    ///
    /// When there is no memory; nothing is cloned then.
    pub fn try_clone(boxed: &Self, flags: Flags) -> Result<Self, AllocError> {
        let memory = Self::new_uninit(flags)?;
        Ok(Box::write(memory, T::clone(boxed)))
    }
}

impl<T: ?Sized + fmt::Debug, A: Allocator> fmt::Debug for Box<T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: ?Sized + fmt::Display, A: Allocator> fmt::Display for Box<T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: ?Sized + Error, A: Allocator> Error for Box<T, A> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        T::source(self)
    }
}

impl<T: ?Sized + PartialEq, A: Allocator, B: Allocator> PartialEq<Box<T, B>> for Box<T, A> {
    fn eq(&self, other: &Box<T, B>) -> bool {
        T::eq(self, other)
    }
}

impl<T: ?Sized + Eq, A: Allocator> Eq for Box<T, A> {}

impl<T: ?Sized + PartialOrd, A: Allocator, B: Allocator> PartialOrd<Box<T, B>> for Box<T, A> {
    fn partial_cmp(&self, other: &Box<T, B>) -> Option<Ordering> {
        T::partial_cmp(self, other)
    }
}

impl<T: ?Sized + Ord, A: Allocator> Ord for Box<T, A> {
    fn cmp(&self, other: &Self) -> Ordering {
        T::cmp(self, other)
    }
}

impl<T: ?Sized + Hash, A: Allocator> Hash for Box<T, A> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        T::hash(self, state);
    }
}

impl<T: ?Sized, A: Allocator> AsRef<T> for Box<T, A> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized, A: Allocator> AsMut<T> for Box<T, A> {
    fn as_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: ?Sized, A: Allocator> Borrow<T> for Box<T, A> {
    fn borrow(&self) -> &T {
        self
    }
}

impl<T: ?Sized, A: Allocator> BorrowMut<T> for Box<T, A> {
    fn borrow_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: ?Sized, A: Allocator> From<Box<T, A>> for Pin<Box<T, A>> {
    fn from(boxed: Box<T, A>) -> Self {
        Box::into_pin(boxed)
    }
}

impl<I: ?Sized + Iterator, A: Allocator> Iterator for Box<I, A> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        (**self).next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (**self).size_hint()
    }
}

impl<F: ?Sized + Future + Unpin, A: Allocator> Future for Box<F, A> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        Pin::new(&mut **self).poll(context)
    }
}
