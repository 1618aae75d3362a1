// SPDX-License-Identifier: MIT OR Apache-2.0

//! The kernel crate's own pointers as payloads, and words as what C code may own.

use super::{
    code,
    Slot,
    Tagged,
    Word, //
};
use core::{
    ffi::c_void,
    pin::Pin, //
};
use kernel::{
    alloc::{
        Allocator,
        Box, //
    },
    sync::{
        Arc,
        ArcBorrow, //
    },
    types::ForeignOwnable, //
};

unique!([T, A: Allocator] Box<T, A>);

// SAFETY:
// - The address is that of a `T`: it is aligned and not null. `from_raw` undoes `into_raw`.
// - The views borrow the word's share.
unsafe impl<T> Slot for Arc<T> {
    type Ref<'a>
        = ArcBorrow<'a, T>
    where
        Self: 'a;
    type Mut<'a>
        = ArcBorrow<'a, T>
    where
        Self: 'a;

    by_raw!(Arc<T>, T);

    #[inline(always)]
    unsafe fn view<'a>(word: *mut (), _bits: u32) -> ArcBorrow<'a, T>
    where
        Self: 'a,
    {
        // SAFETY: it is from `into_raw`. The share stays the word's during `'a`, and a counted
        // value is not borrowed mutably.
        unsafe { ArcBorrow::from_raw(word.cast_const().cast()) }
    }

    #[inline(always)]
    unsafe fn view_mut<'a>(word: *mut (), bits: u32) -> ArcBorrow<'a, T>
    where
        Self: 'a,
    {
        // SAFETY: by the caller's promise.
        unsafe { Self::view(word, bits) }
    }
}

// SAFETY: no word is null, and each has the zeros of its tag or of what the tag is put to.
unsafe impl<E: Tagged> ForeignOwnable for Word<E> {
    // 1 if a tag has its lowest bit set, as that of an XArray's value entries. The kernel's `XArray` takes words
    // whose tags all end in two zeros.
    const FOREIGN_ALIGN: usize = code::alignment(E::CODES);
    type Borrowed<'a>
        = E::Ref<'a>
    where
        Self: 'a;
    type BorrowedMut<'a>
        = E::Mut<'a>
    where
        Self: 'a;

    #[inline(always)]
    fn into_foreign(self) -> *mut c_void {
        self.into_raw()
    }

    #[inline(always)]
    unsafe fn from_foreign(word: *mut c_void) -> Self {
        // SAFETY: by the caller's promise.
        unsafe { Word::from_raw(word) }
    }

    #[inline(always)]
    unsafe fn borrow<'a>(word: *mut c_void) -> E::Ref<'a> {
        // SAFETY: by the caller's promise.
        unsafe { Word::<E>::ref_from_raw(word) }
    }

    #[inline(always)]
    unsafe fn borrow_mut<'a>(word: *mut c_void) -> E::Mut<'a> {
        // SAFETY: by the caller's promise.
        unsafe { Word::<E>::mut_from_raw(word) }
    }
}
