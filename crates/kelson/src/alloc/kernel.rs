// SPDX-License-Identifier: MIT OR Apache-2.0

//! The kernel's allocators.

use super::{
    Allocator,
    Flags, //
};
use ::kernel::alloc::{
    Allocator as KernelAllocator,
    NumaNode, //
};
use core::{
    alloc::Layout,
    ptr::NonNull, //
};

pub use ::kernel::alloc::{
    allocator::{
        KVmalloc,
        Kmalloc,
        Vmalloc, //
    },
    AllocError, //
};

macro_rules! of_the_kernel {
    ($($allocator:ty),+) => {$(
        // SAFETY: these are the promises of the kernel's own trait `Allocator`, with one more: C
        // functions do not unwind. `__GFP_ZERO` is the C allocators' own flag, and free memory
        // belongs to no thread.
        unsafe impl Allocator for $allocator {
            #[inline]
            unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
                let memory =
                    <$allocator as KernelAllocator>::alloc(layout, flags, NumaNode::NO_NODE)?;
                Ok(memory.cast())
            }

            #[inline]
            unsafe fn reallocate(
                memory: NonNull<u8>,
                old: Layout,
                new: Layout,
                flags: Flags,
            ) -> Result<NonNull<u8>, AllocError> {
                // SAFETY: by the caller's promise, `memory` is this allocator's, `old` is its
                // layout, and `new` has the same alignment.
                let memory = unsafe {
                    <$allocator as KernelAllocator>::realloc(
                        Some(memory),
                        new,
                        old,
                        flags,
                        NumaNode::NO_NODE,
                    )
                }?;
                Ok(memory.cast())
            }

            #[inline]
            unsafe fn free(memory: NonNull<u8>, layout: Layout) {
                // SAFETY: by the caller's promise, `memory` is this allocator's, this is its
                // layout, and nobody uses it.
                unsafe { <$allocator as KernelAllocator>::free(memory, layout) };
            }
        }
    )+};
}

of_the_kernel!(Kmalloc, KVmalloc, Vmalloc);
