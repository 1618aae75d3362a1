// SPDX-License-Identifier: MIT OR Apache-2.0

//! `Box` and `Vec` themselves, made by constructors that take flags and may fail.
//!
//! This is the form for programs that have the crate `alloc`. The types are that crate's, so they
//! can do what only these can:
//!
//! ```
//! # kelson::allocator!(global);
//! use kelson::alloc::{global::*, AllocError, GFP_KERNEL};
//!
//! struct Pair {
//!     a: u32,
//!     b: KBox<u32>,
//! }
//!
//! trait Sum {
//!     fn sum(self: KBox<Self>) -> u32;
//! }
//!
//! impl Sum for Pair {
//!     fn sum(self: KBox<Self>) -> u32 {
//!         let Pair { a, b } = *self;
//!         a + *b
//!     }
//! }
//!
//! let pair = Pair { a: 1, b: KBox::try_alloc(2, GFP_KERNEL)? };
//! let sum: KBox<dyn Sum> = KBox::try_alloc(pair, GFP_KERNEL)?;
//! assert_eq!(sum.sum(), 3);
//! # Ok::<(), AllocError>(())
//! ```
//!
//! [`allocator!(global = A)`](crate::allocator) puts the crate on an allocator that takes flags.
//! The extension traits pass them on; what `alloc` allocates by itself is by [`GFP_KERNEL`].
//! `Box::new`, `Vec::push` and the like still abort: do not call them. Nothing here mentions the
//! symbols by which they do. There is no such form of `Arc`, which stable Rust cannot make without
//! aborting; [`KArc`](super::KArc) serves here too.

use super::{
    AllocError,
    Allocator,
    Flags,
    __GFP_ZERO, //
    GFP_KERNEL,
};
use core::{
    alloc::{
        GlobalAlloc,
        Layout, //
    },
    marker::PhantomData,
    mem::{
        self,
        ManuallyDrop,
        MaybeUninit, //
    },
    pin::Pin,
    ptr::{
        self,
        NonNull, //
    },
};

/// A box that can do whatever `Box` can.
pub type KBox<T> = rust_alloc::boxed::Box<T>;
/// A vector that can do whatever `Vec` can.
pub type KVec<T> = rust_alloc::vec::Vec<T>;

// SAFETY: `allocator!` defines the functions in its forms with `global`, and nothing else does
// without writing `unsafe`. What they return is memory of Rust's global allocator.
unsafe extern "Rust" {
    fn __kelson_allocator_not_set_globally_allocate(
        layout: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError>;
    fn __kelson_allocator_not_set_globally_reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError>;
}

/// Fallible constructors of `Box`.
pub trait KBoxExt<T>: Sized {
    /// Moves a value into newly allocated memory.
    ///
    /// # Errors
    ///
    /// When there is no memory; the value is dropped then.
    fn try_alloc(value: T, flags: Flags) -> Result<KBox<T>, AllocError>;

    /// As [`try_alloc`](Self::try_alloc), pinned.
    ///
    /// # Errors
    ///
    /// When there is no memory; the value is dropped then.
    fn try_alloc_pin(value: T, flags: Flags) -> Result<Pin<KBox<T>>, AllocError>;

    /// Allocates memory for a value that comes later.
    ///
    /// # Errors
    ///
    /// When there is no memory.
    fn try_alloc_uninit(flags: Flags) -> Result<KBox<MaybeUninit<T>>, AllocError>;
}

impl<T> KBoxExt<T> for KBox<T> {
    #[inline]
    fn try_alloc(value: T, flags: Flags) -> Result<KBox<T>, AllocError> {
        let mut memory = Self::try_alloc_uninit(flags)?;
        memory.write(value);
        let value = KBox::into_raw(memory);
        // SAFETY: the value has just been written.
        Ok(unsafe { KBox::from_raw(value.cast()) })
    }

    #[inline]
    fn try_alloc_pin(value: T, flags: Flags) -> Result<Pin<KBox<T>>, AllocError> {
        Self::try_alloc(value, flags).map(KBox::into_pin)
    }

    #[inline]
    fn try_alloc_uninit(flags: Flags) -> Result<KBox<MaybeUninit<T>>, AllocError> {
        let layout = Layout::new::<T>();
        let memory = if layout.size() == 0 {
            NonNull::dangling()
        } else {
            // SAFETY: the size is not zero.
            unsafe { __kelson_allocator_not_set_globally_allocate(layout, flags) }?.cast()
        };
        // SAFETY: the memory is of the global allocator and has the layout, or no size.
        Ok(unsafe { KBox::from_raw(memory.as_ptr()) })
    }
}

/// What `Vec` does that may allocate, with flags.
pub trait KVecExt<T>: Sized {
    /// An empty vector with room for `capacity` items.
    ///
    /// # Errors
    ///
    /// When there is no memory.
    fn try_alloc(capacity: usize, flags: Flags) -> Result<Self, AllocError>;

    /// Makes room for `additional` more items, and for later growth.
    ///
    /// # Errors
    ///
    /// When there is no memory.
    fn try_grow(&mut self, additional: usize, flags: Flags) -> Result<(), AllocError>;

    /// Appends an item.
    ///
    /// # Errors
    ///
    /// When there is no memory; the item is dropped then.
    fn try_push(&mut self, item: T, flags: Flags) -> Result<(), AllocError>;

    /// Appends what an iterator yields.
    ///
    /// # Errors
    ///
    /// When there is no memory; what was appended stays.
    fn try_extend(
        &mut self,
        iter: impl IntoIterator<Item = T>,
        flags: Flags,
    ) -> Result<(), AllocError>;
}

impl<T> KVecExt<T> for KVec<T> {
    fn try_alloc(capacity: usize, flags: Flags) -> Result<Self, AllocError> {
        let mut new = KVec::new();
        if capacity > new.capacity() {
            resize_memory(&mut new, capacity, flags)?;
        }
        Ok(new)
    }

    #[inline]
    fn try_grow(&mut self, additional: usize, flags: Flags) -> Result<(), AllocError> {
        if self.capacity() - self.len() >= additional {
            return Ok(());
        }
        let needed = self.len().checked_add(additional).ok_or(AllocError)?;
        let capacity = needed.max(self.capacity().saturating_mul(2)).max(4);
        resize_memory(self, capacity, flags)
    }

    #[inline]
    fn try_push(&mut self, item: T, flags: Flags) -> Result<(), AllocError> {
        self.try_grow(1, flags)?;
        let length = self.len();
        // SAFETY: there is room for one more, which is valid once it is written.
        unsafe {
            self.as_mut_ptr().add(length).write(item);
            self.set_len(length + 1);
        }
        Ok(())
    }

    fn try_extend(
        &mut self,
        iter: impl IntoIterator<Item = T>,
        flags: Flags,
    ) -> Result<(), AllocError> {
        let mut iter = iter.into_iter();
        self.try_grow(iter.size_hint().0, flags)?;
        iter.try_for_each(|item| self.try_push(item, flags))
    }
}

/// Makes a vector's capacity larger; its items have a size, for others there is always room.
fn resize_memory<T>(vec: &mut KVec<T>, capacity: usize, flags: Flags) -> Result<(), AllocError> {
    if size_of::<T>() == 0 {
        return Err(AllocError);
    }
    let new = Layout::array::<T>(capacity).map_err(|_| AllocError)?;
    let mut parts = ManuallyDrop::new(mem::take(vec));
    let (items, length, old) = (parts.as_mut_ptr(), parts.len(), parts.capacity());
    let memory = match (NonNull::new(items), Layout::array::<T>(old)) {
        // SAFETY: `parts` is not dropped, and the memory is that of a `Vec` of this capacity, which
        // is not zero. The new layout is larger.
        (Some(items), Ok(layout)) if old > 0 => unsafe {
            __kelson_allocator_not_set_globally_reallocate(items.cast(), layout, new, flags)
        },
        // SAFETY: the size is not zero: neither the items' size is nor the capacity, which grows.
        _ => unsafe { __kelson_allocator_not_set_globally_allocate(new, flags) },
    };
    // SAFETY: either way the memory belongs to nobody else, has the items, and is of the global
    // allocator with the layout of the capacity.
    *vec = unsafe {
        match memory {
            Ok(memory) => KVec::from_raw_parts(memory.cast().as_ptr(), length, capacity),
            Err(AllocError) => KVec::from_raw_parts(items, length, old),
        }
    };
    memory.map(|_| ())
}

/// Rust's global allocator on top of an [`Allocator`].
///
/// [`allocator!(global = A)`](crate::allocator) makes the `static` of it.
pub struct Global<A: Allocator>(PhantomData<fn() -> A>);

impl<A: Allocator> Global<A> {
    /// The one value of it.
    #[allow(
        clippy::new_without_default,
        reason = "the one use is in a `static`, which no `Default` can make"
    )]
    pub const fn new() -> Self {
        Global(PhantomData)
    }
}

fn or_null(memory: Result<NonNull<u8>, AllocError>) -> *mut u8 {
    memory.map_or(ptr::null_mut(), NonNull::as_ptr)
}

// SAFETY: what `GlobalAlloc` requires, `Allocator` promises.
unsafe impl<A: Allocator> GlobalAlloc for Global<A> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: by the caller's promise the size is not zero.
        or_null(unsafe { A::allocate(layout, GFP_KERNEL) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: by the caller's promise the size is not zero.
        or_null(unsafe { A::allocate(layout, GFP_KERNEL | __GFP_ZERO) })
    }

    unsafe fn realloc(&self, memory: *mut u8, old: Layout, size: usize) -> *mut u8 {
        // SAFETY: by the caller's promise the memory is ours, so it is not null; and the new size
        // is not zero and does not overflow when rounded up to the alignment.
        or_null(unsafe {
            let memory = NonNull::new_unchecked(memory);
            let new = Layout::from_size_align_unchecked(size, old.align());
            A::reallocate(memory, old, new, GFP_KERNEL)
        })
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: by the caller's promise the memory is ours, with this layout, and not used again.
        unsafe { A::free(NonNull::new_unchecked(memory), layout) };
    }
}

/// An [`Allocator`] on top of Rust's global one, which knows no flags but [`__GFP_ZERO`].
///
/// [`allocator!(global)`](crate::allocator) puts everything on it.
pub enum Rust {}

// SAFETY: what `Allocator` requires, the functions of `alloc::alloc` promise. They do not unwind.
unsafe impl Allocator for Rust {
    #[inline]
    unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: by the caller's promise the size is not zero.
        let memory = unsafe {
            if flags.contains(__GFP_ZERO) {
                rust_alloc::alloc::alloc_zeroed(layout)
            } else {
                rust_alloc::alloc::alloc(layout)
            }
        };
        NonNull::new(memory).ok_or(AllocError)
    }

    #[inline]
    unsafe fn reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        _flags: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: by the caller's promise the memory is Rust's, with the layout `old`, and `new`
        // differs from it in its size, which is not zero.
        let memory = unsafe { rust_alloc::alloc::realloc(memory.as_ptr(), old, new.size()) };
        NonNull::new(memory).ok_or(AllocError)
    }

    #[inline]
    unsafe fn free(memory: NonNull<u8>, layout: Layout) {
        // SAFETY: by the caller's promise the memory is Rust's, with this layout, and not used
        // again.
        unsafe { rust_alloc::alloc::dealloc(memory.as_ptr(), layout) };
    }
}

// All of it is one macro: with one for the functions alone, safe code could have them get memory of an
// allocator that is not the global one, which is then given the memory back.
#[doc(hidden)]
#[macro_export]
macro_rules! __allocator_global {
    ($($allocator:ty)?) => {
        $crate::__allocator_hooks! { $crate::__allocator_or_rust!($($allocator)?) }

        const _: () = {
            #[unsafe(no_mangle)]
            unsafe fn __kelson_allocator_not_set_globally_allocate(
                layout: $crate::__private::core::alloc::Layout,
                flags: $crate::alloc::Flags,
            ) -> $crate::__private::core::result::Result<
                $crate::__private::core::ptr::NonNull<$crate::__private::core::primitive::u8>,
                $crate::alloc::AllocError,
            > {
                // SAFETY: the requirements are the same, and the caller keeps them.
                unsafe { <$crate::__allocator_or_rust!($($allocator)?) as $crate::alloc::Allocator>::allocate(layout, flags) }
            }

            #[unsafe(no_mangle)]
            unsafe fn __kelson_allocator_not_set_globally_reallocate(
                memory: $crate::__private::core::ptr::NonNull<$crate::__private::core::primitive::u8>,
                old: $crate::__private::core::alloc::Layout,
                new: $crate::__private::core::alloc::Layout,
                flags: $crate::alloc::Flags,
            ) -> $crate::__private::core::result::Result<
                $crate::__private::core::ptr::NonNull<$crate::__private::core::primitive::u8>,
                $crate::alloc::AllocError,
            > {
                // SAFETY: the requirements are the same, and the caller keeps them.
                unsafe { <$crate::__allocator_or_rust!($($allocator)?) as $crate::alloc::Allocator>::reallocate(memory, old, new, flags) }
            }
        };

        $(
            #[global_allocator]
            static __KELSON_GLOBAL_ALLOCATOR: $crate::alloc::global::Global<$allocator> =
                $crate::alloc::global::Global::new();
        )?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __allocator_or_rust {
    () => {
        $crate::alloc::global::Rust
    };
    ($allocator:ty) => {
        $allocator
    };
}
