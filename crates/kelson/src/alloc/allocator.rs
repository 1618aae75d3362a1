// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where memory comes from.

use super::{
    AllocError,
    Flags, //
};
use core::{
    alloc::Layout,
    ptr::NonNull, //
};

/// A source of memory that may have none.
///
/// Its functions have no `self`: a box of it is one word, and an allocator is named by its type.
/// One that has state keeps it in a `static`.
///
/// # Safety
///
/// - What `allocate` and `reallocate` return on success is valid for reads and writes of
///   `layout.size()` bytes, aligned to `layout.align()`, shared with nothing else, and stays so
///   until it is given to `free` or, with success, to `reallocate`.
/// - With [`__GFP_ZERO`](super::__GFP_ZERO) in the flags, `allocate` returns bytes that are zero.
/// - `reallocate` keeps the first bytes, as many as fit both layouts. When it fails, the old memory
///   is as it was.
/// - Memory may be freed by another thread than the one that allocated it.
/// - No function unwinds.
pub unsafe trait Allocator: 'static {
    /// Allocates memory for `layout`.
    ///
    /// # Errors
    ///
    /// When there is none to be had under these flags.
    ///
    /// # Safety
    ///
    /// The size of `layout` is not zero.
    unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError>;

    /// Makes an allocation longer or shorter, and moves it if need be.
    ///
    /// # Errors
    ///
    /// When there is no memory to be had under these flags; `memory` is still allocated then.
    ///
    /// # Safety
    ///
    /// - `memory` is allocated by this allocator, with the layout `old`.
    /// - `new` has the alignment of `old`, and its size is not zero.
    unsafe fn reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError>;

    /// Gives an allocation back.
    ///
    /// # Safety
    ///
    /// `memory` is allocated by this allocator, with this layout, and is not used any more.
    unsafe fn free(memory: NonNull<u8>, layout: Layout);
}
