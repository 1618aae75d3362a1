// SPDX-License-Identifier: MIT OR Apache-2.0

//! Outside a kernel: the allocator of the program, which it names by a macro.
//!
//! The functions are bound by the linker, as Rust's own global allocator is. They are inline, so
//! that a program without boxes has no mention of them and needs no allocator.

use super::{
    Allocator,
    Flags, //
};
use core::{
    alloc::Layout,
    error::Error,
    fmt,
    ptr::NonNull, //
};

/// There was no memory to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllocError;

impl fmt::Display for AllocError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("out of memory")
    }
}

impl Error for AllocError {}

/// The program's allocator, which [`allocator!`](crate::allocator) names.
///
/// In the kernel the type of this name allocates by `krealloc`.
#[derive(Debug)]
pub struct Kmalloc(());

// SAFETY: `allocator!` defines the three functions, and nothing else does without writing `unsafe`.
// They are those of one type that implements `Allocator`, whose promises these are. A program in
// which they are called and not defined does not link, nor one in which they are defined twice.
unsafe extern "Rust" {
    fn __kelson_allocator_not_set_allocate(
        layout: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError>;
    fn __kelson_allocator_not_set_reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError>;
    fn __kelson_allocator_not_set_free(memory: NonNull<u8>, layout: Layout);
}

// SAFETY: the functions are those of a type that keeps the promises, as said above.
unsafe impl Allocator for Kmalloc {
    #[inline]
    unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: the requirements are the same, and the caller keeps them.
        unsafe { __kelson_allocator_not_set_allocate(layout, flags) }
    }

    #[inline]
    unsafe fn reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: the requirements are the same, and the caller keeps them.
        unsafe { __kelson_allocator_not_set_reallocate(memory, old, new, flags) }
    }

    #[inline]
    unsafe fn free(memory: NonNull<u8>, layout: Layout) {
        // SAFETY: the requirements are the same, and the caller keeps them.
        unsafe { __kelson_allocator_not_set_free(memory, layout) }
    }
}

/// Names the allocator of a program that is not a kernel, once in the whole program.
///
/// | written | allocator of [`KBox`](crate::alloc::KBox), `KVec`, `KArc` | Rust's global allocator |
/// |---|---|---|
/// | `allocator!(A);` | `A` | stays as it is, or there is none |
/// | `allocator!(global = A);` | `A` | `A`, by [`GFP_KERNEL`](crate::alloc::GFP_KERNEL) |
/// | `allocator!(global);` | Rust's global allocator | stays as it is |
///
/// `A` is a type that implements [`Allocator`](crate::alloc::Allocator). The forms with `global`
/// need the feature `alloc`, and are what [`alloc::global`](crate::alloc) needs. A program that has
/// boxes and does not say this has an undefined symbol `__kelson_allocator_not_set_allocate`.
///
/// ```
/// # use std::{alloc::Layout, ptr::NonNull};
/// use kelson::alloc::{AllocError, Allocator, Flags, KBox, GFP_KERNEL, __GFP_ZERO};
///
/// enum Firmware {}
///
/// // SAFETY: the functions are those of a C library, which does not unwind.
/// unsafe impl Allocator for Firmware {
/// #   unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
/// #       NonNull::new(unsafe { std::alloc::alloc(layout) }).ok_or(AllocError)
/// #   }
/// #   unsafe fn reallocate(memory: NonNull<u8>, old: Layout, new: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
/// #       NonNull::new(unsafe { std::alloc::realloc(memory.as_ptr(), old, new.size()) }).ok_or(AllocError)
/// #   }
/// #   unsafe fn free(memory: NonNull<u8>, layout: Layout) {
/// #       unsafe { std::alloc::dealloc(memory.as_ptr(), layout) }
/// #   }
///     // ..
/// }
///
/// kelson::allocator!(Firmware);
///
/// let seven = KBox::new(7, GFP_KERNEL)?;
/// assert_eq!(*seven, 7);
/// # Ok::<(), AllocError>(())
/// ```
#[macro_export]
macro_rules! allocator {
    (global $(,)?) => {
        $crate::__allocator_global! {}
    };
    (global = $allocator:ty $(,)?) => {
        $crate::__allocator_global! { $allocator }
    };
    ($allocator:ty $(,)?) => {
        $crate::__allocator_hooks! { $allocator }
    };
}

// The names belong to these macros, as those of Rust's own global allocator do to its attribute: whoever
// else defines them writes `unsafe`. So no macro defines one without the others, or for two allocators.
#[doc(hidden)]
#[macro_export]
macro_rules! __allocator_hooks {
    ($allocator:ty) => {
        const _: () = {
            #[unsafe(no_mangle)]
            unsafe fn __kelson_allocator_not_set_allocate(
                layout: $crate::__private::core::alloc::Layout,
                flags: $crate::alloc::Flags,
            ) -> $crate::__private::core::result::Result<
                $crate::__private::core::ptr::NonNull<$crate::__private::core::primitive::u8>,
                $crate::alloc::AllocError,
            > {
                // SAFETY: the requirements are the same, and the caller keeps them.
                unsafe { <$allocator as $crate::alloc::Allocator>::allocate(layout, flags) }
            }

            #[unsafe(no_mangle)]
            unsafe fn __kelson_allocator_not_set_reallocate(
                memory: $crate::__private::core::ptr::NonNull<
                    $crate::__private::core::primitive::u8,
                >,
                old: $crate::__private::core::alloc::Layout,
                new: $crate::__private::core::alloc::Layout,
                flags: $crate::alloc::Flags,
            ) -> $crate::__private::core::result::Result<
                $crate::__private::core::ptr::NonNull<$crate::__private::core::primitive::u8>,
                $crate::alloc::AllocError,
            > {
                // SAFETY: the requirements are the same, and the caller keeps them.
                unsafe {
                    <$allocator as $crate::alloc::Allocator>::reallocate(memory, old, new, flags)
                }
            }

            #[unsafe(no_mangle)]
            unsafe fn __kelson_allocator_not_set_free(
                memory: $crate::__private::core::ptr::NonNull<
                    $crate::__private::core::primitive::u8,
                >,
                layout: $crate::__private::core::alloc::Layout,
            ) {
                // SAFETY: the requirements are the same, and the caller keeps them.
                unsafe { <$allocator as $crate::alloc::Allocator>::free(memory, layout) }
            }
        };
    };
}

#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __allocator_global {
    ($($allocator:ty)?) => {
        $crate::__private::core::compile_error!(
            "`allocator!(global)` needs the feature `alloc` of kelson, which is not enabled"
        );
    };
}
