// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that are built in the memory of their box.

use super::Box;
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

impl<T, A: Allocator> Box<T, A> {
    /// Allocates, and builds the value in its memory by an initializer that cannot fail.
    ///
    /// ```
    /// # kelson::allocator!(global);
    /// use kelson::{
    ///     alloc::{AllocError, KBox, GFP_KERNEL},
    ///     init,
    /// };
    ///
    /// let table = KBox::<[u8; 4]>::emplace(init::value([7; 4]), GFP_KERNEL)?;
    /// assert_eq!(*table, [7; 4]);
    /// # Ok::<(), AllocError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When there is no memory; the initializer does not run then.
    #[inline]
    pub fn emplace(initializer: impl Init<T>, flags: Flags) -> Result<Pin<Self>, AllocError> {
        Ok(Self::new_uninit(flags)?.init(initializer))
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
        Self::new_uninit(flags)?.try_init(initializer)
    }
}

// SAFETY: a box owns its memory, which stays when the box moves; a pinned box does not let a value
// out and drops it before it frees the memory; a `MaybeUninit` drops nothing.
unsafe impl<T, A: Allocator> Vacant for Box<MaybeUninit<T>, A> {
    type Value = T;
    type Filled = Pin<Box<T, A>>;

    #[inline]
    fn slot(&mut self) -> *mut T {
        self.as_mut_ptr()
    }

    #[inline]
    unsafe fn filled(self) -> Self::Filled {
        // SAFETY: the caller built a value in it.
        Box::into_pin(unsafe { Box::assume_init(self) })
    }
}
