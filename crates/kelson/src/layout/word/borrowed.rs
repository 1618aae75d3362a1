// SPDX-License-Identifier: MIT OR Apache-2.0

//! A counted pointer that somebody else owns.

use core::{
    fmt,
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::Deref, //
};

/// A counted pointer that the word owns, for as long as the word is borrowed.
///
/// It dereferences to the pointer, so it can be cloned, which makes a share of one's own:
///
/// ```
/// use kelson::{word::Borrowed, Word};
/// use std::sync::Arc;
///
/// #[derive(kelson::Word)]
/// enum Entry {
///     Inode(Arc<u64>),
///     Negative,
/// }
///
/// /// What a lookup does: the entry stays, the caller gets a share.
/// fn get(entry: &Word<Entry>) -> Option<Arc<u64>> {
///     match entry.as_ref() {
///         EntryRef::Inode(inode) => Some(Arc::clone(&inode)),
///         EntryRef::Negative => None,
///     }
/// }
///
/// /// Without a share, for as long as the entry is borrowed.
/// fn peek(entry: &Word<Entry>) -> Option<&u64> {
///     match entry.as_ref() {
///         EntryRef::Inode(inode) => Some(Borrowed::value(inode)),
///         EntryRef::Negative => None,
///     }
/// }
///
/// let entry = Word::new(Entry::Inode(Arc::new(5)));
/// let inode = get(&entry).unwrap();
/// assert_eq!((*inode, Arc::strong_count(&inode)), (5, 2));
/// assert_eq!(peek(&entry), Some(&5));
/// assert!(peek(&Word::new(Entry::Negative)).is_none());
/// ```
///
/// # Invariants
///
/// `pointer` is a second copy of one that lives during `'a` and is borrowed as long.
pub struct Borrowed<'a, P> {
    pointer: ManuallyDrop<P>,
    _of: PhantomData<&'a P>,
}

/// A pointer of which the value stays in its place and alive as long as any share of it.
///
/// # Safety
///
/// It does, for each pointer that `clone` or a move makes of this one.
pub unsafe trait Shared: Deref {}

impl<'a, P> Borrowed<'a, P> {
    /// Borrows a pointer of which this is a second copy.
    ///
    /// # Safety
    ///
    /// - There is a `P` of which `pointer` is a copy, bit by bit, and it lives during `'a` and is
    ///   not borrowed mutably.
    /// - There may be two of `P`, as there may not be of a box.
    pub unsafe fn new(pointer: P) -> Self {
        // INVARIANT: by the caller's promise.
        Borrowed {
            pointer: ManuallyDrop::new(pointer),
            _of: PhantomData,
        }
    }

    /// The value, for as long as the word is borrowed.
    pub fn value(this: Self) -> &'a P::Target
    where
        P: Shared,
    {
        let value: *const P::Target = &raw const **this.pointer;
        // SAFETY: the share that `this` was a copy of lives during `'a`, and so does the value.
        unsafe { &*value }
    }
}

impl<P> Deref for Borrowed<'_, P> {
    type Target = P;

    #[inline(always)]
    fn deref(&self) -> &P {
        &self.pointer
    }
}

impl<P: fmt::Debug> fmt::Debug for Borrowed<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        P::fmt(self, f)
    }
}
