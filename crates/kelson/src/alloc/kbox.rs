// SPDX-License-Identifier: MIT OR Apache-2.0

//! `KBox`: a box of one word whose allocation may fail.

use super::{
    unsize::Unsize,
    AllocError,
    Allocator,
    Flags, //
};
use core::{
    alloc::Layout,
    marker::PhantomData,
    mem::{
        ManuallyDrop,
        MaybeUninit, //
    },
    ops::{
        Deref,
        DerefMut, //
    },
    pin::Pin,
    ptr::NonNull, //
};

mod emplace;
mod traits;

/// Owns a value in memory of an [`Allocator`].
///
/// One word, or two for `dyn Trait` and slices, of which `None` takes no more. What `Box` does by
/// the compiler's help has a name here:
///
/// | `Box` | `KBox` |
/// |---|---|
/// | `Box::new(value)`, which aborts | [`KBox::new(value, flags)?`](Box::new) |
/// | `let Pair { a, b } = *pair;` | `let Pair { a, b } = pair.into_inner();` |
/// | `*boxed` moved out, and a new value moved in | [`KBox::take`](Box::take), which keeps the memory |
/// | coercion to `Box<dyn Trait>`, `Box<[T]>` | [`unsize!(boxed)`](crate::unsize) |
/// | `fn run(self: Box<Self>)` | the same, in the kernel, whose compiler flags allow it |
///
/// The names are those of the kernel's box, where that has them. As with `Box`, what could hide a
/// method of the value is called as `KBox::into_raw(boxed)`.
///
/// ```
/// # kelson::allocator!(global);
/// use kelson::alloc::{AllocError, KBox, GFP_KERNEL};
///
/// struct Request {
///     id: u32,
///     data: KBox<[u8; 4]>,
/// }
///
/// fn submit(id: u32) -> Result<KBox<Request>, AllocError> {
///     let data = KBox::new([0; 4], GFP_KERNEL)?;
///     KBox::new(Request { id, data }, GFP_KERNEL)
/// }
///
/// let request = submit(7)?;
/// assert_eq!(request.id, 7);
/// let Request { id, data } = KBox::into_inner(request);
/// assert_eq!((id, *data), (7, [0; 4]));
/// # Ok::<(), AllocError>(())
/// ```
///
/// # Cost
///
/// What C code writes by hand: one call that allocates, one test of its result, one call that
/// frees.
///
/// # Invariants
///
/// `value` points to a valid `T`, in memory that `A` allocated with that value's layout (or to no
/// memory, if the size is zero), which this box owns.
pub struct Box<T: ?Sized, A: Allocator> {
    value: NonNull<T>,
    _owns: PhantomData<T>,
    // The box has no allocator in it, and may go to threads no matter what `A` is.
    _allocator: PhantomData<fn() -> A>,
}

impl<T, A: Allocator> Box<T, A> {
    /// Moves a value into newly allocated memory.
    ///
    /// # Errors
    ///
    /// When there is no memory; the value is dropped then. [`new_uninit`](Self::new_uninit) first
    /// and [`write`](Box::write) after keeps it.
    #[inline]
    pub fn new(value: T, flags: Flags) -> Result<Self, AllocError> {
        Ok(Box::write(Self::new_uninit(flags)?, value))
    }

    /// As [`new`](Self::new), pinned.
    ///
    /// # Errors
    ///
    /// When there is no memory; the value is dropped then.
    #[inline]
    pub fn pin(value: T, flags: Flags) -> Result<Pin<Self>, AllocError> {
        Self::new(value, flags).map(Self::into_pin)
    }

    /// Allocates memory for a value that comes later.
    ///
    /// # Errors
    ///
    /// When there is no memory.
    #[inline]
    pub fn new_uninit(flags: Flags) -> Result<Box<MaybeUninit<T>, A>, AllocError> {
        let layout = Layout::new::<T>();
        let memory = if layout.size() == 0 {
            NonNull::dangling()
        } else {
            // SAFETY: the size is not zero.
            unsafe { A::allocate(layout, flags) }?.cast()
        };
        // SAFETY: the memory is new, and has the layout of `T`, which `MaybeUninit<T>` has too. Any
        // bytes are a valid `MaybeUninit`.
        Ok(unsafe { Box::from_raw(memory.as_ptr()) })
    }

    /// Moves the value out and frees the memory.
    #[inline]
    pub fn into_inner(boxed: Self) -> T {
        Self::take(boxed).0
    }

    /// Moves the value out and keeps the memory, for a value to come.
    ///
    /// ```
    /// # kelson::allocator!(global);
    /// use kelson::alloc::{AllocError, KBox, GFP_KERNEL};
    ///
    /// let name = KBox::new(String::from("eth0"), GFP_KERNEL)?;
    /// let (old, memory) = KBox::take(name);
    /// // This cannot fail.
    /// let name = KBox::write(memory, old + ".1");
    /// assert_eq!(*name, "eth0.1");
    /// # Ok::<(), AllocError>(())
    /// ```
    #[inline]
    pub fn take(boxed: Self) -> (T, Box<MaybeUninit<T>, A>) {
        let value = Self::into_raw(boxed);
        // SAFETY: by the invariant of `boxed` it is a valid `T`, and what stays behind is given
        // to a box that does not look at it.
        unsafe { (value.read(), Box::from_raw(value.cast())) }
    }
}

impl<T, A: Allocator> Box<MaybeUninit<T>, A> {
    /// Moves a value into the memory.
    #[inline]
    pub fn write(mut memory: Self, value: T) -> Box<T, A> {
        (*memory).write(value);
        // SAFETY: the value has just been written.
        unsafe { Self::assume_init(memory) }
    }

    /// The box of the value that is in the memory by now.
    ///
    /// # Safety
    ///
    /// It is: a valid `T` has been written.
    #[inline]
    pub unsafe fn assume_init(memory: Self) -> Box<T, A> {
        let value = Self::into_raw(memory);
        // SAFETY: by the caller's promise there is a valid `T`, and the memory is owned by nobody
        // since the line above.
        unsafe { Box::from_raw(value.cast()) }
    }
}

impl<T: ?Sized, A: Allocator> Box<T, A> {
    /// Gives the box up for a pointer that owns the value.
    ///
    /// The pointer is what `A` allocated: in the kernel C code may `kfree` it.
    #[inline]
    pub fn into_raw(boxed: Self) -> *mut T {
        ManuallyDrop::new(boxed).value.as_ptr()
    }

    /// Makes a box of a pointer that owns its value.
    ///
    /// # Safety
    ///
    /// - `value` points to a valid `T`, which nothing else owns or uses from now on.
    /// - It is in memory that `A` allocated with the layout of that value, or its size is zero.
    #[inline]
    pub unsafe fn from_raw(value: *mut T) -> Self {
        // INVARIANT: by the caller's promise.
        Box {
            // SAFETY: a pointer to a value is not null.
            value: unsafe { NonNull::new_unchecked(value) },
            _owns: PhantomData,
            _allocator: PhantomData,
        }
    }

    /// Lends the value for as long as it likes, and never frees it.
    #[inline]
    pub fn leak<'a>(boxed: Self) -> &'a mut T
    where
        T: 'a,
    {
        // SAFETY: the value is valid and owned by nobody; its memory is never freed.
        unsafe { &mut *Self::into_raw(boxed) }
    }

    /// Pins the value: it is dropped where it is, and nothing moves it from there.
    #[inline]
    pub fn into_pin(boxed: Self) -> Pin<Self> {
        // SAFETY: only the box leads to the value. A pinned box gives it away neither by
        // `DerefMut` nor by anything that takes a `KBox`, unless it is `Unpin`; and dropping it
        // drops the value before the memory is freed.
        unsafe { Pin::new_unchecked(boxed) }
    }

    /// The address of the value, which stays where it is while the box moves.
    #[inline]
    pub fn as_ptr(boxed: &Self) -> *const T {
        boxed.value.as_ptr()
    }
}

impl<T: ?Sized, A: Allocator> Drop for Box<T, A> {
    #[inline]
    fn drop(&mut self) {
        /// Frees the memory, even if dropping the value panics.
        struct Memory<A: Allocator>(NonNull<u8>, Layout, PhantomData<A>);

        impl<A: Allocator> Drop for Memory<A> {
            #[inline]
            fn drop(&mut self) {
                if self.1.size() != 0 {
                    // SAFETY: by the invariant of the box, `A` allocated the memory with this
                    // layout; the value in it is gone.
                    unsafe { A::free(self.0, self.1) };
                }
            }
        }

        let layout = Layout::for_value::<T>(self);
        let _memory = Memory::<A>(self.value.cast(), layout, PhantomData);
        // SAFETY: by the invariant the value is valid and ours, and nothing uses it after this.
        unsafe { self.value.as_ptr().drop_in_place() };
    }
}

impl<T: ?Sized, A: Allocator> Deref for Box<T, A> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: by the invariant the value is valid, and borrowed as this box is.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized, A: Allocator> DerefMut for Box<T, A> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: by the invariant the value is valid, and borrowed as this box is.
        unsafe { self.value.as_mut() }
    }
}

// SAFETY: a box that goes to another thread takes its value there, and nothing else: an allocator
// lets any thread free.
unsafe impl<T: ?Sized + Send, A: Allocator> Send for Box<T, A> {}

// SAFETY: a shared box gives shared access to its value, and to nothing else.
unsafe impl<T: ?Sized + Sync, A: Allocator> Sync for Box<T, A> {}

impl<T: ?Sized, A: Allocator> Unpin for Box<T, A> {}

// SAFETY: the box made of what `coerce` returns owns what this one owned; the layout of a value
// does not depend on the type that its pointer has.
unsafe impl<T: ?Sized, A: Allocator> Unsize for Box<T, A> {
    type From = T;
    type To<U: ?Sized> = Box<U, A>;

    #[inline]
    unsafe fn __kelson_unsize<U: ?Sized>(self, coerce: fn(*mut T) -> *mut U) -> Box<U, A> {
        let value = coerce(Self::into_raw(self));
        // SAFETY: by the caller's promise it is the same value, unsized.
        unsafe { Box::from_raw(value) }
    }
}

// SAFETY: as above; the value is pinned where it is, no matter what type its pointer has.
unsafe impl<T: ?Sized, A: Allocator> Unsize for Pin<Box<T, A>> {
    type From = T;
    type To<U: ?Sized> = Pin<Box<U, A>>;

    #[inline]
    unsafe fn __kelson_unsize<U: ?Sized>(self, coerce: fn(*mut T) -> *mut U) -> Self::To<U> {
        // SAFETY: the box is pinned again below, and the value is not moved in between.
        let boxed = unsafe { Pin::into_inner_unchecked(self) };
        // SAFETY: by the caller's promise.
        Box::into_pin(unsafe { boxed.__kelson_unsize(coerce) })
    }
}
