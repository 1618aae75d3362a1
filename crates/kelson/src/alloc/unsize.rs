// SPDX-License-Identifier: MIT OR Apache-2.0

//! `unsize!`: coercion to `dyn Trait` and to slices, for pointers that the compiler does not know.
//!
//! The compiler coerces raw pointers everywhere. So the macro passes a function that does nothing
//! but that, `|p| p`, to a method of the smart pointer, which takes itself apart and puts itself
//! together around the new pointer. What the function may turn into what is thereby rustc's to
//! check, and so is every message.

/// A smart pointer that [`unsize!`](crate::unsize) can coerce.
///
/// # Safety
///
/// `__kelson_unsize` gives the pointer that this one had for its value to `coerce`, once, and makes
/// of what that returns a pointer that owns the same value.
pub unsafe trait Unsize: Sized {
    /// What it points to.
    type From: ?Sized;
    /// The same pointer to something else.
    type To<U: ?Sized>;

    /// Coerces the pointer to the value.
    ///
    /// # Safety
    ///
    /// `coerce` returns the pointer that it gets, coerced by the compiler and not otherwise
    /// changed.
    unsafe fn __kelson_unsize<U: ?Sized>(
        self,
        coerce: fn(*mut Self::From) -> *mut U,
    ) -> Self::To<U>;
}

/// What [`unsize!`](crate::unsize) calls: of this type, so that one method is found whatever `P`
/// is.
pub struct SmartPointer<P>(pub P);

impl<P: Unsize> SmartPointer<P> {
    /// Coerces the pointer to the value.
    ///
    /// # Safety
    ///
    /// As for [`Unsize::__kelson_unsize`].
    #[inline]
    pub unsafe fn unsize<U: ?Sized>(self, coerce: fn(*mut P::From) -> *mut U) -> P::To<U> {
        // SAFETY: by the caller's promise.
        unsafe { self.0.__kelson_unsize(coerce) }
    }
}

/// Coerces a smart pointer of this library to one of `dyn Trait` or of a slice.
///
/// ```
/// # kelson::allocator!(global);
/// use kelson::{
///     alloc::{AllocError, KArc, KBox, GFP_KERNEL},
///     unsize,
/// };
///
/// trait Port {
///     fn name(&self) -> &'static str;
/// }
///
/// struct Serial;
///
/// impl Port for Serial {
///     fn name(&self) -> &'static str {
///         "ttyS0"
///     }
/// }
///
/// let port: KBox<dyn Port> = unsize!(KBox::new(Serial, GFP_KERNEL)?);
/// let shared: KArc<dyn Port> = unsize!(KArc::new(Serial, GFP_KERNEL)?);
/// let bytes: KBox<[u8]> = unsize!(KBox::new([1, 2, 3], GFP_KERNEL)?);
/// assert_eq!((port.name(), shared.name(), bytes.len()), ("ttyS0", "ttyS0", 3));
/// # Ok::<(), AllocError>(())
/// ```
///
/// # Rules
///
/// - What it becomes is taken from where it goes: the type of a variable, a parameter, a field, or
///   what a function returns.
/// - What rustc coerces for `Box`, this coerces: to `dyn Trait`, to `dyn Trait` of a supertrait,
///   from `[T; N]` to `[T]`, and structs whose last field is such.
///
/// # Cost
///
/// None: the pointer gets its vtable or its length.
#[macro_export]
macro_rules! unsize {
    ($pointer:expr $(,)?) => {
        // The expression is the user's and stays outside of `unsafe`.
        match $crate::__private::SmartPointer($pointer) {
            // SAFETY: the function returns what it gets, and what the compiler makes of it on the
            // way is a coercion.
            pointer => unsafe { pointer.unsize(|coerced| coerced) },
        }
    };
}
