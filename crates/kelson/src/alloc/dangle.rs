// SPDX-License-Identifier: MIT OR Apache-2.0

//! `Dangle`: what `#[may_dangle]` is for, on stable.

use core::{
    fmt,
    marker::PhantomData,
    mem::ManuallyDrop,
    ptr::NonNull, //
};

/// Owns a `T` behind a pointer, and may be dropped when what the `T` borrows is gone, as `Box` may.
///
/// A smart pointer with `impl<T> Drop for MyBox<T>` is used by its drop, with all that `T` borrows,
/// because `drop` might look at it. So this compiles with `Box` and not with such a type:
///
/// ```compile_fail,E0597
/// # struct MyBox<T>(T);
/// # impl<T> MyBox<T> { fn new(value: T) -> Self { MyBox(value) } }
/// # impl<T> Drop for MyBox<T> { fn drop(&mut self) {} }
/// let (boxed, number);
/// number = 5;
/// boxed = MyBox::new(&number); // `number` is dropped first
/// ```
///
/// The standard library has `#[may_dangle]` for it, which is unstable. A smart pointer that keeps
/// its pointer in a `Dangle` needs no `Drop` of its own, and gets the same:
///
/// ```
/// use kelson::{Dangle, Release};
/// use std::{ops::Deref, ptr::NonNull};
///
/// struct MyBox<T>(Dangle<T>);
///
/// enum Free {}
///
/// impl<T> Release<T> for Free {
///     unsafe fn release(value: NonNull<T>) {
///         // SAFETY: `new` below made it of a `Box`, and this is called once.
///         drop(unsafe { Box::from_raw(value.as_ptr()) });
///     }
/// }
///
/// impl<T> MyBox<T> {
///     fn new(value: T) -> Self {
///         let value = NonNull::from(Box::leak(Box::new(value)));
///         // SAFETY: it is what `Free` frees, which drops the value and nothing else.
///         MyBox(unsafe { Dangle::new::<Free>(value) })
///     }
/// }
///
/// impl<T> Deref for MyBox<T> {
///     type Target = T;
///     fn deref(&self) -> &T {
///         // SAFETY: the value is there until the `Dangle` is dropped.
///         unsafe { self.0.as_ptr().as_ref() }
///     }
/// }
///
/// let (boxed, number);
/// number = 5;
/// boxed = MyBox::new(&number);
/// assert_eq!(**boxed, 5);
/// ```
///
/// A `T` whose own drop looks at what it borrows is refused, as with `Box`.
///
/// # Cost
///
/// Two words in place of one: the second says how to free, and is called when the owner is dropped.
/// [`ThinDangle`] keeps it in the memory, and is one word.
///
/// # Invariants
///
/// `owner.value` came by [`Dangle::new`], with the function `owner.release` for its type.
pub struct Dangle<T> {
    owner: Erased,
    // Tells the compiler that dropping this drops a `T`, so that it asks what that needs.
    _owns: PhantomData<T>,
}

/// Has a drop that mentions no type, so that the compiler asks nothing for it.
struct Erased {
    value: NonNull<()>,
    release: unsafe fn(NonNull<()>),
}

/// How a [`Dangle`] ends the ownership of a `T`.
pub trait Release<T> {
    /// Drops the value, or gives up a share of it, and frees its memory.
    ///
    /// # Safety
    ///
    /// `value` came by [`Dangle::new`] or [`ThinDangle::new`] with this type, and is not used
    /// afterwards by whoever gave it away there.
    unsafe fn release(value: NonNull<T>);
}

/// [`Release::release`] by a pointer without the type.
///
/// A function of its own, because a call by a pointer of another type is what control-flow
/// integrity stops.
///
/// # Safety
///
/// As for `R::release`.
unsafe fn release_erased<T, R: Release<T>>(value: NonNull<()>) {
    // SAFETY: by the caller's promise.
    unsafe { R::release(value.cast()) };
}

impl<T> Dangle<T> {
    /// Takes ownership of a value, which ends by `R::release`.
    ///
    /// # Safety
    ///
    /// - `R::release` may be called with `value` once, later, unless
    ///   [`into_inner`](Self::into_inner) is. It is called in the thread that drops this.
    /// - What `R::release` does with the `T` is to drop it, or nothing: what the `T` borrows may be
    ///   gone by then, unless the drop of `T` itself needs it. It calls no other method of `T`, and
    ///   does not read it otherwise.
    #[inline]
    pub unsafe fn new<R: Release<T>>(value: NonNull<T>) -> Self {
        // INVARIANT: the function is that of `R` for `T`.
        Dangle {
            owner: Erased {
                value: value.cast(),
                release: release_erased::<T, R>,
            },
            _owns: PhantomData,
        }
    }

    /// The pointer that is owned.
    #[inline]
    pub fn as_ptr(&self) -> NonNull<T> {
        self.owner.value.cast()
    }

    /// Gives up ownership; nothing is released.
    #[inline]
    pub fn into_inner(self) -> NonNull<T> {
        ManuallyDrop::new(self).as_ptr()
    }
}

impl Drop for Erased {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `Dangle::new` was promised that this may be called once, which is now: there is
        // no other way to drop an owner, and `into_inner` does not. The compiler has made sure that
        // what the drop of the `T` needs is there, because the `PhantomData` beside this says that
        // one is dropped.
        unsafe { (self.release)(self.value) };
    }
}

impl<T> fmt::Debug for Dangle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Dangle").field(&self.as_ptr()).finish()
    }
}

/// A value with the way to free it in front, for a [`ThinDangle`].
// The function comes first: it is read through a pointer that does not know `T`.
#[repr(C)]
pub struct Owned<T> {
    release: unsafe fn(NonNull<()>),
    /// The value.
    pub value: T,
}

impl<T> Owned<T> {
    /// A value to be put where a [`ThinDangle`] will own it.
    #[inline]
    pub const fn new<R: Release<Self>>(value: T) -> Self {
        Owned {
            release: release_erased::<Self, R>,
            value,
        }
    }
}

/// A [`Dangle`] of one word: how to free is in the memory, in front of the value.
///
/// # Invariants
///
/// `owner` points to an `Owned<T>`, and came by [`ThinDangle::new`].
pub struct ThinDangle<T> {
    owner: ErasedThin,
    _owns: PhantomData<T>,
}

/// Points to the function that is at the beginning of an [`Owned`].
struct ErasedThin(NonNull<unsafe fn(NonNull<()>)>);

impl<T> ThinDangle<T> {
    /// Takes ownership of a value, which ends by the `R` of [`Owned::new`].
    ///
    /// # Safety
    ///
    /// - `owned` points to a valid value for as long as this owns it.
    /// - The `R` with which it was made is as [`Dangle::new`] wants it, for `owned`.
    #[inline]
    pub unsafe fn new(owned: NonNull<Owned<T>>) -> Self {
        // INVARIANT: by the caller's promise.
        ThinDangle {
            owner: ErasedThin(owned.cast()),
            _owns: PhantomData,
        }
    }

    /// The pointer that is owned.
    #[inline]
    pub fn as_ptr(&self) -> NonNull<Owned<T>> {
        self.owner.0.cast()
    }

    /// Gives up ownership; nothing is released.
    #[inline]
    pub fn into_inner(self) -> NonNull<Owned<T>> {
        ManuallyDrop::new(self).as_ptr()
    }
}

impl Drop for ErasedThin {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: by the invariant an `Owned` is there, which begins with the function.
        let release = unsafe { self.0.read() };
        // SAFETY: as in the drop of `Erased`.
        unsafe { release(self.0.cast()) };
    }
}

impl<T> fmt::Debug for ThinDangle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ThinDangle").field(&self.as_ptr()).finish()
    }
}
