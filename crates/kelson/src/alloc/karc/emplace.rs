// SPDX-License-Identifier: MIT OR Apache-2.0

//! Shared values that are built in their memory.

use super::{
    Arc,
    UniqueArc, //
};
use crate::{
    alloc::{
        AllocError,
        Allocator,
        Flags, //
    },
    init::{
        Init,
        Vacant, //
    },
};
use core::{
    mem::MaybeUninit,
    pin::Pin, //
};

impl<T, A: Allocator> Arc<T, A> {
    /// Allocates, and builds the value in its memory by an initializer that cannot fail.
    ///
    /// # Errors
    ///
    /// When there is no memory; the initializer does not run then.
    #[inline]
    pub fn emplace(initializer: impl Init<T>, flags: Flags) -> Result<Pin<Self>, AllocError> {
        Ok(UniqueArc::<T, A>::new_uninit(flags)?.init(initializer))
    }

    /// Allocates, and builds the value in its memory.
    ///
    /// # Errors
    ///
    /// That of the initializer, or that there is no memory; the initializer does not run then.
    #[inline]
    pub fn try_emplace<E: From<AllocError>>(
        initializer: impl Init<T, E>,
        flags: Flags,
    ) -> Result<Pin<Self>, E> {
        UniqueArc::<T, A>::new_uninit(flags)?.try_init(initializer)
    }
}

// SAFETY: the memory is owned alone and stays when its owner moves; a pinned `Arc` does not let a
// value out, and it is dropped by the last one before the memory is freed; a `MaybeUninit` drops
// nothing.
unsafe impl<T, A: Allocator> Vacant for UniqueArc<MaybeUninit<T>, A> {
    type Value = T;
    type Filled = Pin<Arc<T, A>>;

    #[inline]
    fn slot(&mut self) -> *mut T {
        self.as_mut_ptr()
    }

    #[inline]
    unsafe fn filled(self) -> Self::Filled {
        // SAFETY: the caller built a value in it.
        unsafe { UniqueArc::assume_init(self) }.share_pinned()
    }
}
