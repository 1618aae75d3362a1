// SPDX-License-Identifier: MIT OR Apache-2.0

//! Payloads that are pointers. The lowest bits of their addresses are zero, by the alignment.

use super::{
    Borrowed,
    Shared,
    Slot, //
};
use crate::alloc::{
    Allocator,
    Arc as KArc,
    Box as KBox, //
};
use core::{
    pin::Pin,
    ptr::{
        self,
        NonNull, //
    },
};
#[cfg(feature = "alloc")]
use rust_alloc::{
    boxed::Box,
    rc::Rc,
    sync::Arc, //
};

/// The type itself as its views: it is `Copy`.
macro_rules! views_are_copies {
    () => {
        type Ref<'a>
            = Self
        where
            Self: 'a;
        type Mut<'a>
            = Self
        where
            Self: 'a;

        #[inline(always)]
        unsafe fn view<'a>(word: *mut (), bits: u32) -> Self
        where
            Self: 'a,
        {
            // SAFETY: by the caller's promise.
            unsafe { Self::from_word(word, bits) }
        }

        #[inline(always)]
        unsafe fn view_mut<'a>(word: *mut (), bits: u32) -> Self
        where
            Self: 'a,
        {
            // SAFETY: by the caller's promise.
            unsafe { Self::from_word(word, bits) }
        }
    };
}

/// References to the `T` that the word points to as the views. They are made of the pointer, not of what
/// owns the value, which would claim to be the only one there is.
macro_rules! views_are_references {
    () => {
        type Ref<'a>
            = &'a T
        where
            Self: 'a;
        type Mut<'a>
            = &'a mut T
        where
            Self: 'a;

        #[inline(always)]
        unsafe fn view<'a>(word: *mut (), _bits: u32) -> &'a T
        where
            Self: 'a,
        {
            // SAFETY: it points to a value that is neither dropped nor changed during `'a`.
            unsafe { &*word.cast() }
        }

        #[inline(always)]
        unsafe fn view_mut<'a>(word: *mut (), _bits: u32) -> &'a mut T
        where
            Self: 'a,
        {
            // SAFETY: it points to a value that nobody else uses during `'a`.
            unsafe { &mut *word.cast() }
        }
    };
}

/// `into_word` and `from_word` of a pointer type that has `into_raw` and `from_raw`, and the two consts.
macro_rules! by_raw {
    ($pointer:ty, $target:ty) => {
        const BITS: u32 = align_of::<$target>().trailing_zeros();
        const NONZERO: bool = true;

        #[inline(always)]
        fn into_word(self, _bits: u32) -> *mut () {
            <$pointer>::into_raw(self) as *mut ()
        }

        #[inline(always)]
        unsafe fn from_word(word: *mut (), _bits: u32) -> Self {
            // SAFETY: it is from `into_raw`, and by the caller's promise nobody else takes it back.
            unsafe { <$pointer>::from_raw(word.cast()) }
        }
    };
}

/// A box: the only pointer to its value.
macro_rules! unique {
    ([$($generics:tt)*] $pointer:ty) => {
        // SAFETY:
        // - The address is that of a `T`: it is aligned and not null. `from_raw` undoes `into_raw`.
        // - The views are references to the value, which is the box's alone.
        unsafe impl<$($generics)*> Slot for $pointer {
            by_raw!($pointer, T);
            views_are_references!();
        }

        // SAFETY: as without `Pin`, which the views keep: the value is not moved until it is
        // dropped by the same box.
        unsafe impl<$($generics)*> Slot for Pin<$pointer> {
            const BITS: u32 = align_of::<T>().trailing_zeros();
            const NONZERO: bool = true;
            type Ref<'a> = Pin<&'a T> where Self: 'a;
            type Mut<'a> = Pin<&'a mut T> where Self: 'a;

            #[inline(always)]
            fn into_word(self, bits: u32) -> *mut () {
                // SAFETY: the value stays where it is, and `from_word` pins it again.
                unsafe { Pin::into_inner_unchecked(self) }.into_word(bits)
            }

            #[inline(always)]
            unsafe fn from_word(word: *mut (), bits: u32) -> Self {
                // SAFETY: by the caller's promise; the value was pinned, and never stopped to be.
                unsafe { Pin::new_unchecked(<$pointer>::from_word(word, bits)) }
            }

            #[inline(always)]
            unsafe fn view<'a>(word: *mut (), bits: u32) -> Pin<&'a T>
            where
                Self: 'a,
            {
                // SAFETY: by the caller's promise; the value is pinned.
                unsafe { Pin::new_unchecked(<$pointer>::view(word, bits)) }
            }

            #[inline(always)]
            unsafe fn view_mut<'a>(word: *mut (), bits: u32) -> Pin<&'a mut T>
            where
                Self: 'a,
            {
                // SAFETY: by the caller's promise; the value is pinned.
                unsafe { Pin::new_unchecked(<$pointer>::view_mut(word, bits)) }
            }
        }
    };
}

/// A counted pointer: there may be two, so a view may be another one, as long as that is not dropped.
macro_rules! shared {
    ([$($generics:tt)*] $pointer:ty) => {
        // SAFETY:
        // - The address is that of a `T`: it is aligned and not null. `from_raw` undoes `into_raw`.
        // - The views dereference to a pointer of the same type that is not dropped.
        unsafe impl<$($generics)*> Slot for $pointer {
            type Ref<'a> = Borrowed<'a, $pointer> where Self: 'a;
            type Mut<'a> = Borrowed<'a, $pointer> where Self: 'a;

            by_raw!($pointer, T);

            #[inline(always)]
            unsafe fn view<'a>(word: *mut (), bits: u32) -> Self::Ref<'a>
            where
                Self: 'a,
            {
                // SAFETY: the share stays the word's during `'a`, and the copy is not dropped.
                unsafe { Borrowed::new(Self::from_word(word, bits)) }
            }

            #[inline(always)]
            unsafe fn view_mut<'a>(word: *mut (), bits: u32) -> Self::Mut<'a>
            where
                Self: 'a,
            {
                // SAFETY: the same.
                unsafe { Self::view(word, bits) }
            }
        }

        // SAFETY: a share keeps the value, which is in memory of its own.
        unsafe impl<$($generics)*> Shared for $pointer {}
    };
}

#[cfg(feature = "alloc")]
unique!([T] Box<T>);
#[cfg(feature = "alloc")]
shared!([T] Rc<T>);
#[cfg(feature = "alloc")]
shared!([T] Arc<T>);
unique!([T, A: Allocator] KBox<T, A>);
shared!([T, A: Allocator] KArc<T, A>);

// SAFETY: a reference is aligned and not null, and is `Copy`: each function gives the reference itself.
unsafe impl<T> Slot for &T {
    const BITS: u32 = align_of::<T>().trailing_zeros();
    const NONZERO: bool = true;

    #[inline(always)]
    fn into_word(self, _bits: u32) -> *mut () {
        ptr::from_ref(self).cast_mut().cast()
    }

    #[inline(always)]
    unsafe fn from_word(word: *mut (), _bits: u32) -> Self {
        // SAFETY: it was such a reference.
        unsafe { &*word.cast() }
    }

    views_are_copies!();
}

// SAFETY: a reference is aligned and not null. The views are reborrows.
unsafe impl<T> Slot for &mut T {
    const BITS: u32 = align_of::<T>().trailing_zeros();
    const NONZERO: bool = true;

    #[inline(always)]
    fn into_word(self, _bits: u32) -> *mut () {
        ptr::from_mut(self).cast()
    }

    #[inline(always)]
    unsafe fn from_word(word: *mut (), _bits: u32) -> Self {
        // SAFETY: it was a mutable reference, and by the caller's promise it is used once.
        unsafe { &mut *word.cast() }
    }

    views_are_references!();
}

// SAFETY: that it is aligned is checked, for safe code can make one that is not. It is not null, and
// is `Copy`: each function gives the pointer itself.
unsafe impl<T> Slot for NonNull<T> {
    const BITS: u32 = align_of::<T>().trailing_zeros();
    const NONZERO: bool = true;

    #[inline(always)]
    #[track_caller]
    fn into_word(self, _bits: u32) -> *mut () {
        assert!(
            self.is_aligned(),
            "the pointer is not aligned, and has no room for a tag"
        );
        self.as_ptr().cast()
    }

    #[inline(always)]
    unsafe fn from_word(word: *mut (), _bits: u32) -> Self {
        // SAFETY: it was a `NonNull`.
        unsafe { NonNull::new_unchecked(word.cast()) }
    }

    views_are_copies!();
}

// SAFETY: as the payload, with null for `None`; a payload that can be null itself is refused. Null
// has zeros in its lowest bits, however many.
unsafe impl<S: Slot> Slot for Option<S> {
    const BITS: u32 = S::BITS;
    const NONZERO: bool = false;
    const REFUSED: Option<&'static str> = match S::REFUSED {
        None if !S::NONZERO => {
            Some("is an `Option` of something that may be zero; make `None` a variant of its own")
        }
        refused => refused,
    };
    type Ref<'a>
        = Option<S::Ref<'a>>
    where
        Self: 'a;
    type Mut<'a>
        = Option<S::Mut<'a>>
    where
        Self: 'a;

    #[inline(always)]
    fn into_word(self, bits: u32) -> *mut () {
        match self {
            Some(value) => value.into_word(bits),
            None => ptr::null_mut(),
        }
    }

    #[inline(always)]
    unsafe fn from_word(word: *mut (), bits: u32) -> Self {
        // SAFETY: by the caller's promise, for it is not null.
        (!word.is_null()).then(|| unsafe { S::from_word(word, bits) })
    }

    #[inline(always)]
    unsafe fn view<'a>(word: *mut (), bits: u32) -> Self::Ref<'a>
    where
        Self: 'a,
    {
        // SAFETY: by the caller's promise, for it is not null.
        (!word.is_null()).then(|| unsafe { S::view(word, bits) })
    }

    #[inline(always)]
    unsafe fn view_mut<'a>(word: *mut (), bits: u32) -> Self::Mut<'a>
    where
        Self: 'a,
    {
        // SAFETY: by the caller's promise, for it is not null.
        (!word.is_null()).then(|| unsafe { S::view_mut(word, bits) })
    }
}
