// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[derive(Word)]`: an enum of pointers and small numbers, in one word that is never zero.

use core::{
    ffi::c_void,
    fmt,
    mem::{
        self,
        ManuallyDrop, //
    },
    ptr::{
        self,
        NonNull, //
    },
};

#[macro_use]
mod pointers;
mod borrowed;
#[doc(hidden)]
pub mod code;
#[cfg(kelson_kernel)]
mod kernel;
#[doc(hidden)]
pub mod raw;
mod slot;
mod values;

pub use borrowed::{Borrowed, Shared};
#[doc(hidden)]
pub use code::Code;
pub use slot::Slot;
pub use values::{Uint, Zst};

/// Gives an enum a form of one word: [`Word<E>`](struct@Word).
///
/// The enum stays what it was, to make values of and to match. A pointer to a type of alignment 4
/// has two bits that are always zero, and there goes the number of the variant.
///
/// ```
/// use kelson::Word;
///
/// struct Extent {
///     start: u64,
///     length: u64,
/// }
///
/// #[derive(kelson::Word)]
/// enum Slot<'a> {
///     Mapped(&'a Extent),
///     Swapped(u32),
///     Hole,
///     Busy,
/// }
///
/// let extent = Extent { start: 8, length: 2 };
/// let mut slot = Word::new(Slot::Mapped(&extent));
/// assert_eq!(size_of::<Option<Word<Slot<'_>>>>(), size_of::<usize>());
///
/// match slot.as_ref() {
///     SlotRef::Mapped(extent) => assert_eq!(extent.start + extent.length, 10),
///     SlotRef::Swapped(_) | SlotRef::Hole | SlotRef::Busy => unreachable!(),
/// }
/// slot = Slot::Swapped(7).into();
/// assert!(matches!(slot.into_enum(), Slot::Swapped(7)));
/// ```
///
/// # Syntax
///
/// Each variant has no payload or one, of a type that is a [`Slot`]. On the enum:
///
/// - `#[word(copy)]`: the enum is `Copy`, and so is its word.
/// - `#[word(derive(Debug, Clone))]`: derives for the shared view `ERef`. With `Debug` among them
///   the word is `Debug` too.
///
/// On each variant or on none, `#[tag(0b01)]`: the lowest bits of its words, as many as there are
/// digits. Tags may differ in length, as long as none is the end of another. Variants without a
/// payload may have the same tag; they are then numbered in the bits above it.
///
/// # Generated code
///
/// - The enums `ERef<'w>` and `EMut<'w>`, of the same variants, with [`Slot::Ref`] and
///   [`Slot::Mut`] as payloads: what [`as_ref`](Word::as_ref) and [`as_mut`](Word::as_mut) give.
///   They are as visible as the enum. If no variant has a payload they have no lifetime.
/// - An impl of [`Tagged`].
///
/// Without `#[tag]` the first variant whose payload is a pointer that is not null has tag zero,
/// so that it is dereferenced as it is; the others follow in order, and those without a payload
/// share the last tag.
///
/// # What is checked, and when
///
/// That each payload leaves as many bits as its tag needs: with the item itself, or, if it has
/// type or const parameters, for each set of arguments with which it is used, when that is built.
///
/// # Cost
///
/// That of tag bits by hand: a match is a mask and comparisons, and the payload's address is the
/// word less its tag.
pub use kelson_macros::Word;

/// An enum that has a form of one word. Derived, by `#[derive(kelson::Word)]`.
///
/// # Safety
///
/// For derived code only: `unpack`, `view` and `view_mut` undo `pack`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form of one word",
    label = "`{Self}` is not an enum with `#[derive(kelson::Word)]`",
    note = "if it is an enum whose variants have at most one payload, a pointer or a small number, put `#[derive(kelson::Word)]` on it"
)]
pub unsafe trait Tagged: Sized {
    /// What a shared reference to a word gives: the enum `ERef`.
    type Ref<'a>
    where
        Self: 'a;

    /// What a mutable reference to a word gives: the enum `EMut`.
    type Mut<'a>
    where
        Self: 'a;

    /// The word as it is stored, which drops the value or is `Copy`.
    #[doc(hidden)]
    type Raw: raw::Raw<Self>;

    /// The tags of the variants.
    #[doc(hidden)]
    const CODES: &'static [Code];

    /// Fails to evaluate if a payload leaves too few bits.
    #[doc(hidden)]
    const CHECK: ();

    #[doc(hidden)]
    fn pack(self) -> NonNull<()>;

    /// # Safety
    ///
    /// `word` is from `pack`, and its value is not used by way of it afterwards, unless `Self` is `Copy`.
    #[doc(hidden)]
    unsafe fn unpack(word: NonNull<()>) -> Self;

    /// # Safety
    ///
    /// `word` is from `pack`, and nobody takes or changes its value during `'a`.
    #[doc(hidden)]
    unsafe fn view<'a>(word: NonNull<()>) -> Self::Ref<'a>
    where
        Self: 'a;

    /// # Safety
    ///
    /// `word` is from `pack`, and nobody else uses its value during `'a`.
    #[doc(hidden)]
    unsafe fn view_mut<'a>(word: NonNull<()>) -> Self::Mut<'a>
    where
        Self: 'a;
}

/// A [`Tagged`] enum whose shared view is `Debug`.
#[doc(hidden)]
pub trait DebugTagged: Tagged {
    fn debug<'a>(view: &Self::Ref<'a>, f: &mut fmt::Formatter<'_>) -> fmt::Result
    where
        Self: 'a;
}

/// The form of one word of an enum with [`#[derive(Word)]`](macro@Word).
///
/// It owns the payload, and drops it as the enum does. It is never zero, so an `Option<Word<E>>`
/// is one word too. It goes to other threads if `E` does.
///
/// ```
/// use kelson::Word;
///
/// #[derive(kelson::Word)]
/// enum Entry {
///     Page(Box<u64>),
///     Shadow(u32),
/// }
///
/// let mut entry = Word::new(Entry::Page(Box::new(1)));
/// if let EntryMut::Page(page) = entry.as_mut() {
///     *page += 1;
/// }
/// // To change what it is, or a number in it, borrow the enum.
/// let evicted = entry.with_mut(|entry| match core::mem::replace(entry, Entry::Shadow(5)) {
///     Entry::Page(page) => page,
///     Entry::Shadow(_) => unreachable!(),
/// });
/// assert_eq!(*evicted, 2);
/// assert!(matches!(entry.as_ref(), EntryRef::Shadow(5)));
/// ```
///
/// # Invariants
///
/// It holds what `E::pack` returned, and nothing has been taken out of that.
#[repr(transparent)]
pub struct Word<E: Tagged>(E::Raw);

impl<E: Tagged> Word<E> {
    /// The word of a value.
    ///
    /// # Panics
    ///
    /// If the payload is a `NonNull` that is not aligned.
    #[inline(always)]
    #[track_caller]
    pub fn new(value: E) -> Self {
        // SAFETY: it has just been packed.
        // INVARIANT: the same.
        Word(unsafe { raw::Raw::from_packed(value.pack()) })
    }

    /// The value of a word.
    #[inline(always)]
    pub fn into_enum(self) -> E {
        // SAFETY: by the invariant it is packed, and nobody has the word any more, or `E` is `Copy`.
        unsafe { E::unpack(raw::Raw::into_packed(self.0)) }
    }

    /// The variant, and its payload as a shared reference gives it.
    #[inline(always)]
    pub fn as_ref(&self) -> E::Ref<'_> {
        // SAFETY: by the invariant it is packed. While `self` is borrowed, safe code neither takes
        // nor changes the value.
        unsafe { E::view(raw::Raw::packed(&self.0)) }
    }

    /// The variant, and its payload as a mutable reference gives it.
    ///
    /// That is the value to which a box points. To have another box, or to change a number, there
    /// is [`with_mut`](Self::with_mut).
    #[inline(always)]
    pub fn as_mut(&mut self) -> E::Mut<'_> {
        // SAFETY: by the invariant it is packed, and `self` is borrowed mutably.
        unsafe { E::view_mut(raw::Raw::packed(&self.0)) }
    }

    /// Calls `f` with the value as an enum, and puts back what that is then, also if `f` panics.
    ///
    /// If that is one of which [`new`](Self::new) panics, the program ends.
    #[inline]
    pub fn with_mut<R>(&mut self, f: impl FnOnce(&mut E) -> R) -> R {
        // SAFETY: by the invariant it is packed, and `self` is borrowed mutably. The word that is
        // there until the end of `open` is stale, and `open` is neither leaked nor seen by `f`: it
        // is overwritten in any case, without being dropped.
        let value = ManuallyDrop::new(unsafe { E::unpack(raw::Raw::packed(&self.0)) });
        let mut open = Open { value, word: self };
        f(&mut open.value)
    }

    /// Gives the word up for a pointer that C code can hold. It is never null.
    #[inline(always)]
    pub fn into_raw(self) -> *mut c_void {
        raw::Raw::into_packed(self.0).as_ptr().cast()
    }

    /// The pointer that [`into_raw`](Self::into_raw) would give.
    #[inline(always)]
    pub fn as_raw(&self) -> *mut c_void {
        raw::Raw::packed(&self.0).as_ptr().cast()
    }

    /// Takes a word back that was given up.
    ///
    /// # Safety
    ///
    /// `raw` is from [`into_raw`](Self::into_raw) of a `Word<E>`, and is taken back once; unless `E` is `Copy`.
    #[inline(always)]
    pub unsafe fn from_raw(raw: *mut c_void) -> Self {
        // SAFETY: no word is null.
        let word = unsafe { NonNull::new_unchecked(raw.cast()) };
        // SAFETY: by the caller's promise.
        // INVARIANT: the same.
        Word(unsafe { raw::Raw::from_packed(word) })
    }

    /// As [`as_ref`](Self::as_ref), of a word that somebody else holds: C code, or an array read
    /// under RCU.
    ///
    /// # Safety
    ///
    /// - `raw` is from [`into_raw`](Self::into_raw) or [`as_raw`](Self::as_raw) of a `Word<E>`.
    /// - During `'a` the word is not dropped or taken back, and nobody calls `as_mut` and the like on it.
    #[inline(always)]
    pub unsafe fn ref_from_raw<'a>(raw: *mut c_void) -> E::Ref<'a>
    where
        E: 'a,
    {
        // SAFETY: no word is null, and the rest is the caller's promise.
        unsafe { E::view(NonNull::new_unchecked(raw.cast())) }
    }

    /// As [`as_mut`](Self::as_mut), of a word that somebody else holds.
    ///
    /// # Safety
    ///
    /// - `raw` is from [`into_raw`](Self::into_raw) or [`as_raw`](Self::as_raw) of a `Word<E>`.
    /// - During `'a` nobody else uses the word.
    #[inline(always)]
    pub unsafe fn mut_from_raw<'a>(raw: *mut c_void) -> E::Mut<'a>
    where
        E: 'a,
    {
        // SAFETY: no word is null, and the rest is the caller's promise.
        unsafe { E::view_mut(NonNull::new_unchecked(raw.cast())) }
    }
}

/// A value that was taken out of a word and goes back.
struct Open<'a, E: Tagged> {
    value: ManuallyDrop<E>,
    word: &'a mut Word<E>,
}

impl<E: Tagged> Drop for Open<'_, E> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: it is used here for the last time.
        let value = unsafe { ManuallyDrop::take(&mut self.value) };
        // If this panicked there would be nothing to put back.
        let abort = Abort;
        let word = Word::new(value);
        mem::forget(abort);
        // SAFETY: it is a place for a word. The value of the one that is there was taken out.
        unsafe { ptr::write(self.word, word) };
    }
}

/// Ends the program when it is dropped by a panic, for a panic while panicking does.
struct Abort;

impl Drop for Abort {
    fn drop(&mut self) {
        panic!("a payload of a word cannot be put back");
    }
}

impl<E: Tagged> From<E> for Word<E> {
    #[inline(always)]
    #[track_caller]
    fn from(value: E) -> Self {
        Word::new(value)
    }
}

impl<E: Tagged> Clone for Word<E>
where
    E::Raw: Copy,
{
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: Tagged> Copy for Word<E> where E::Raw: Copy {}

impl<E: DebugTagged> fmt::Debug for Word<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        E::debug(&self.as_ref(), f)
    }
}

// SAFETY: it is a value of `E` in another form, and has nothing else.
unsafe impl<E: Tagged + Send> Send for Word<E> {}

// SAFETY: what a shared reference gives is no more than one to a value of `E` does, by the contract
// of `Slot`.
unsafe impl<E: Tagged + Sync> Sync for Word<E> {}
