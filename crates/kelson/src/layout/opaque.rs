// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types of C whose size is not known here: the language's extern types, on stable.
//!
//! [`opaque!`](macro@crate::opaque) declares one. It is unsized, so that whatever needs its size is
//! an error while types are checked: to swap two of them, to read one, to have one by value. As it
//! is unsized by an empty slice, a plain reference to one is two words; the handles [`Ref`], [`Mut`]
//! and [`Owned`] are one, and are what C functions take and return.
//!
//! # Why it is sound
//!
//! A handle is made by an unsafe function, whose caller promises that what it points to is there.
//! A reference is made of a handle as one to an empty slice, for which it is enough that the address
//! is not null, and it lives no longer than the handle may. As it is to no bytes, and would be to
//! ones in an `UnsafeCell`, it claims nothing of the memory there, which remains C's own.

use core::{
    fmt,
    marker::{
        PhantomData,
        PhantomPinned, //
    },
    mem::ManuallyDrop,
    ops::{
        Deref,
        DerefMut, //
    },
    ptr::NonNull,
};

/// Declares types of C whose size is not known here.
///
/// ```
/// use kelson::opaque::{Mut, Ref};
///
/// kelson::opaque! {
///     /// `struct file`
///     pub type File;
/// }
///
/// unsafe extern "C" {
///     fn file_pos(file: Ref<'_, File>) -> i64;
///     fn file_seek(file: Mut<'_, File>, to: i64);
/// }
///
/// impl File {
///     pub fn position(&self) -> i64 {
///         // SAFETY: the file is there while there is a reference to it.
///         unsafe { file_pos(self.into()) }
///     }
///
///     pub fn rewind(&mut self) {
///         // SAFETY: as above, and nobody else uses it.
///         unsafe { file_seek(self.into(), 0) }
///     }
/// }
///
/// struct Reader<'a> {
///     file: Ref<'a, File>,
/// }
///
/// fn progress(reader: &Reader<'_>) -> i64 {
///     reader.file.position()
/// }
///
/// assert_eq!(size_of::<Option<Ref<'_, File>>>(), size_of::<usize>());
/// # mod c {
/// #     #[no_mangle]
/// #     extern "C" fn file_pos(_: *const u8) -> i64 { 0 }
/// #     #[no_mangle]
/// #     extern "C" fn file_seek(_: *const u8, _: i64) {}
/// # }
/// ```
///
/// Whatever needs the size of one is an error:
///
/// ```compile_fail,E0277
/// # kelson::opaque! { pub type File; }
/// fn swap(one: &mut File, other: &mut File) {
///     core::mem::swap(one, other);
/// }
/// ```
///
/// # Syntax
///
/// Any number of `VISIBILITY type NAME;`, with generic parameters, and with attributes that are
/// documentation, `cfg` or about lints.
///
/// # Generated code
///
/// For each an unsized struct, with a method `as_ptr` that gives the pointer for C, and an impl of
/// [`Opaque`]. It is neither `Send`, `Sync` nor `Unpin`; where C says that it may go to other
/// threads, write `unsafe impl Sync for File {}`, and its handles may too. It is invariant in its
/// parameters.
///
/// # What it does not do
///
/// A `&File` is two words, for which there is no way on stable; store a [`Ref`]. `size_of_val` is 0
/// for all of them.
///
/// # Cost
///
/// None: a handle is the pointer.
pub use kelson_macros::opaque;

/// What a pointer in C points to, for an opaque `T`: `*mut Extern<File>` is `struct file *`.
///
/// It has no size and no values, and is only pointed to.
#[repr(C)]
pub struct Extern<T: ?Sized> {
    _bytes: [u8; 0],
    _unknown: PhantomData<Unknown>,
    _of: PhantomData<T>,
}

/// What an opaque type is made of: it has no size, and is neither `Send`, `Sync` nor `Unpin`.
#[doc(hidden)]
pub struct Unknown(PhantomData<(*mut u8, PhantomPinned)>);

/// A type that [`opaque!`](macro@crate::opaque) declares.
///
/// # Safety
///
/// A `Self` is unsized by a slice in an `UnsafeCell`, has the alignment 1, and no size where the
/// slice is empty. `fatten` returns its argument as a pointer to one with an empty slice.
pub unsafe trait Opaque {
    /// The pointer, with the length of the slice beside it.
    #[doc(hidden)]
    fn fatten(pointer: NonNull<Extern<Self>>) -> NonNull<Self>;
}

/// How the ownership of a `T` ends, for [`Owned`].
///
/// # Safety
///
/// `release` does no more than its caller allows by `Owned`'s contract.
pub unsafe trait Release: Opaque {
    /// Gives up what was owned: a reference count, or the object.
    ///
    /// # Safety
    ///
    /// `of` came by [`Owned::from_raw`] or from C as an `Owned`, and whoever calls this uses it no
    /// more.
    unsafe fn release(of: NonNull<Extern<Self>>);
}

/// A shared reference to an opaque `T`, of one word. In C it is `const T *`, never null.
///
/// # Invariants
///
/// It points to a `T` of C which is there for `'a` and which others may share.
#[repr(transparent)]
pub struct Ref<'a, T: Opaque + ?Sized> {
    pointer: NonNull<Extern<T>>,
    _of: PhantomData<&'a T>,
}

/// An exclusive reference to an opaque `T`, of one word. In C it is `T *`, never null.
///
/// # Invariants
///
/// It points to a `T` of C which is there for `'a`, and which nobody else uses for so long.
#[repr(transparent)]
pub struct Mut<'a, T: Opaque + ?Sized> {
    pointer: NonNull<Extern<T>>,
    _of: PhantomData<&'a mut T>,
}

/// An opaque `T` that is owned, or a share of it; one word. In C it is `T *`, never null.
///
/// [`Release`] says how the ownership ends, which is when this is dropped.
///
/// ```
/// use core::ptr::NonNull;
/// use kelson::opaque::{Extern, Owned, Release};
///
/// kelson::opaque! { pub type File; }
///
/// unsafe extern "C" {
///     fn file_get(number: u32) -> Option<Owned<File>>;
///     fn file_put(file: NonNull<Extern<File>>);
/// }
///
/// // SAFETY: `file_put` gives up the reference that `file_get` takes.
/// unsafe impl Release for File {
///     unsafe fn release(of: NonNull<Extern<Self>>) {
///         // SAFETY: by the caller's promise the reference is ours.
///         unsafe { file_put(of) };
///     }
/// }
///
/// // SAFETY: there is no condition.
/// let file = unsafe { file_get(3) };
/// assert!(file.is_none());
/// # mod c {
/// #     #[no_mangle]
/// #     extern "C" fn file_get(_: u32) -> *const u8 { core::ptr::null() }
/// #     #[no_mangle]
/// #     extern "C" fn file_put(_: *const u8) {}
/// # }
/// ```
///
/// # Invariants
///
/// It points to a `T` of C which is there until it is released, which is for this to do.
#[repr(transparent)]
pub struct Owned<T: Release + ?Sized> {
    pointer: NonNull<Extern<T>>,
    _of: PhantomData<T>,
}

impl<'a, T: Opaque + ?Sized> Ref<'a, T> {
    /// A reference to what C points to, or `None` where it points to nothing.
    ///
    /// # Safety
    ///
    /// Unless `pointer` is null, it points to a `T` which is there for `'a`, and of which there is
    /// no [`Mut`] for so long.
    #[inline(always)]
    #[must_use]
    pub const unsafe fn from_raw(pointer: *const Extern<T>) -> Option<Self> {
        match NonNull::new(pointer.cast_mut()) {
            // INVARIANT: by the caller's promise.
            Some(pointer) => Some(Ref {
                pointer,
                _of: PhantomData,
            }),
            None => None,
        }
    }

    /// The pointer, for C.
    #[inline(always)]
    #[must_use]
    pub const fn as_ptr(self) -> *mut Extern<T> {
        self.pointer.as_ptr()
    }

    /// A plain reference, for as long as this may live.
    #[inline(always)]
    #[must_use]
    pub fn get(self) -> &'a T {
        // SAFETY: it is not null, and to no bytes. By the invariant the `T` is there for `'a`.
        unsafe { T::fatten(self.pointer).as_ref() }
    }
}

impl<'a, T: Opaque + ?Sized> Mut<'a, T> {
    /// A reference to what C points to, or `None` where it points to nothing.
    ///
    /// # Safety
    ///
    /// Unless `pointer` is null, it points to a `T` which is there for `'a`, and which nobody else
    /// uses for so long.
    #[inline(always)]
    #[must_use]
    pub const unsafe fn from_raw(pointer: *mut Extern<T>) -> Option<Self> {
        match NonNull::new(pointer) {
            // INVARIANT: by the caller's promise.
            Some(pointer) => Some(Mut {
                pointer,
                _of: PhantomData,
            }),
            None => None,
        }
    }

    /// The pointer, for C.
    #[inline(always)]
    #[must_use]
    pub const fn as_ptr(&mut self) -> *mut Extern<T> {
        self.pointer.as_ptr()
    }

    /// The same reference for a shorter time.
    #[inline(always)]
    #[must_use]
    pub fn reborrow(&mut self) -> Mut<'_, T> {
        // INVARIANT: `self` is not used for as long.
        Mut {
            pointer: self.pointer,
            _of: PhantomData,
        }
    }

    /// A shared reference, for as long as this could live.
    #[inline(always)]
    #[must_use]
    pub fn into_ref(self) -> Ref<'a, T> {
        // INVARIANT: it was exclusive for `'a`, and is shared by copies of the new one alone.
        Ref {
            pointer: self.pointer,
            _of: PhantomData,
        }
    }

    /// A plain reference, for as long as this may live.
    #[inline(always)]
    #[must_use]
    pub fn get(self) -> &'a mut T {
        // SAFETY: it is not null, and to no bytes. By the invariant the `T` is there for `'a`, and
        // not used otherwise.
        unsafe { T::fatten(self.pointer).as_mut() }
    }
}

impl<T: Release + ?Sized> Owned<T> {
    /// Takes over what C gives away, or `None` where it gives nothing.
    ///
    /// # Safety
    ///
    /// Unless `pointer` is null, it points to a `T` which is there until
    /// [`Release::release`] is called with it, which may be done once, in the thread in which this
    /// is dropped.
    #[inline(always)]
    #[must_use]
    pub const unsafe fn from_raw(pointer: *mut Extern<T>) -> Option<Self> {
        match NonNull::new(pointer) {
            // INVARIANT: by the caller's promise.
            Some(pointer) => Some(Owned {
                pointer,
                _of: PhantomData,
            }),
            None => None,
        }
    }

    /// Gives up ownership; nothing is released.
    #[inline(always)]
    #[must_use]
    pub fn into_raw(self) -> *mut Extern<T> {
        ManuallyDrop::new(self).pointer.as_ptr()
    }

    /// A reference of one word.
    #[inline(always)]
    #[must_use]
    pub fn borrow(&self) -> Ref<'_, T> {
        // INVARIANT: what is owned is there as long as its owner.
        Ref {
            pointer: self.pointer,
            _of: PhantomData,
        }
    }
}

impl<T: Release + ?Sized> Drop for Owned<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: by the invariant it is for this to release, and `self` is used no more.
        unsafe { T::release(self.pointer) };
    }
}

// SAFETY: it is a `&T`.
unsafe impl<T: Opaque + Sync + ?Sized> Send for Ref<'_, T> {}
// SAFETY: it is a `&T`.
unsafe impl<T: Opaque + Sync + ?Sized> Sync for Ref<'_, T> {}
// SAFETY: it is a `&mut T`.
unsafe impl<T: Opaque + Send + ?Sized> Send for Mut<'_, T> {}
// SAFETY: it is a `&mut T`.
unsafe impl<T: Opaque + Sync + ?Sized> Sync for Mut<'_, T> {}
// SAFETY: it is a share of a `T`: another thread gets a `&T`, and may be the one to release it.
unsafe impl<T: Release + Send + Sync + ?Sized> Send for Owned<T> {}
// SAFETY: it gives out `&T`.
unsafe impl<T: Release + Sync + ?Sized> Sync for Owned<T> {}

impl<T: Opaque + ?Sized> Clone for Ref<'_, T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Opaque + ?Sized> Copy for Ref<'_, T> {}

impl<T: Opaque + ?Sized> Deref for Ref<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        self.get()
    }
}

impl<T: Opaque + ?Sized> Deref for Mut<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: as in `get`, and it is shared while `self` is.
        unsafe { T::fatten(self.pointer).as_ref() }
    }
}

impl<T: Opaque + ?Sized> DerefMut for Mut<'_, T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        self.reborrow().get()
    }
}

impl<T: Release + ?Sized> Deref for Owned<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        self.borrow().get()
    }
}

impl<'a, T: Opaque + ?Sized> From<&'a T> for Ref<'a, T> {
    #[inline(always)]
    fn from(of: &'a T) -> Self {
        // INVARIANT: a plain reference is made of a handle alone, and lives no longer.
        Ref {
            pointer: NonNull::from(of).cast(),
            _of: PhantomData,
        }
    }
}

impl<'a, T: Opaque + ?Sized> From<&'a mut T> for Ref<'a, T> {
    #[inline(always)]
    fn from(of: &'a mut T) -> Self {
        Ref::from(&*of)
    }
}

impl<'a, T: Opaque + ?Sized> From<&'a mut T> for Mut<'a, T> {
    #[inline(always)]
    fn from(of: &'a mut T) -> Self {
        // INVARIANT: a plain reference is made of a handle alone, and lives no longer.
        Mut {
            pointer: NonNull::from(of).cast(),
            _of: PhantomData,
        }
    }
}

impl<'a, T: Opaque + ?Sized> From<Mut<'a, T>> for Ref<'a, T> {
    #[inline(always)]
    fn from(of: Mut<'a, T>) -> Self {
        of.into_ref()
    }
}

impl<T: Opaque + ?Sized> fmt::Debug for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.pointer, f)
    }
}

impl<T: Opaque + ?Sized> fmt::Debug for Mut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.pointer, f)
    }
}

impl<T: Release + ?Sized> fmt::Debug for Owned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.pointer, f)
    }
}
