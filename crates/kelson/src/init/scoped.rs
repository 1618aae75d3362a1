// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that cannot be leaked.
//!
//! A registration that lends a closure to an interrupt, a timer or a queue is dangerous to forget:
//! the closure goes away with its stack frame, and the registration stays. Rust lets everybody
//! forget everything, so such constructors are `unsafe` with a contract, "do not forget it".
//!
//! Here the constructor is a [`ScopedInit`] instead: it only builds the registration in a place
//! that drops it in time. [`with`] has such a place, and a field of a value in it is one.
//!
//! ```
//! use kelson::init::{scoped_from_raw, with, ScopedInit};
//! use std::cell::Cell;
//! use std::marker::{PhantomData, PhantomPinned};
//!
//! thread_local! {
//!     /// Whom the "hardware" calls.
//!     static HANDLER: Cell<Option<*const dyn Fn(u32)>> = const { Cell::new(None) };
//! }
//!
//! fn interrupt(line: u32) {
//!     if let Some(handler) = HANDLER.get() {
//!         // SAFETY: a handler is only there as long as its `Registration`.
//!         unsafe { (*handler)(line) }
//!     }
//! }
//!
//! /// A handler that is called as long as this exists.
//! struct Registration<'a>(PhantomData<&'a ()>, PhantomPinned);
//!
//! impl<'a> Registration<'a> {
//!     fn new(handler: &'a (dyn Fn(u32) + 'a)) -> impl ScopedInit<'a, Self> {
//!         let init = move |slot: *mut Self| {
//!             // SAFETY: only the lifetime changes, and the registration is gone before it ends.
//!             let handler = unsafe {
//!                 std::mem::transmute::<*const (dyn Fn(u32) + 'a), *const dyn Fn(u32)>(handler)
//!             };
//!             HANDLER.set(Some(handler));
//!             // SAFETY: the place is vacant.
//!             unsafe { slot.write(Registration(PhantomData, PhantomPinned)) };
//!             Ok(())
//!         };
//!         // SAFETY: there is a value afterwards. That the place drops it before `'a` ends, and
//!         // so unregisters the handler, is what `ScopedInit<'a, _>` means.
//!         unsafe { scoped_from_raw(init) }
//!     }
//! }
//!
//! impl Drop for Registration<'_> {
//!     fn drop(&mut self) {
//!         HANDLER.set(None);
//!     }
//! }
//!
//! // What a driver writes: no `unsafe`, and a handler that borrows from its stack.
//! let seen = Cell::new(0);
//! with(Registration::new(&|line| seen.set(seen.get() + line)), |_registration| {
//!     interrupt(3);
//!     interrupt(4);
//! });
//! interrupt(5);
//! assert_eq!(seen.get(), 7);
//! ```
//!
//! # Why it is sound
//!
//! - [`with`] owns the place and drops the value before it returns or unwinds. The closure gets a
//!   `Pin<&mut T>`, by which a value that is not `Unpin` can be neither moved nor replaced; if it
//!   never returns, neither does the borrowed frame go away.
//! - The lifetime `'s` in [`ScopedInit<'s, ..>`](ScopedInit) is chosen by the caller of [`with`], so it
//!   includes the call.
//! - A field is dropped when the whole is, so the place of a field has the guarantee of the place
//!   of the whole. That holds for types with the `pinned` attribute, and means nothing for types
//!   that are `Unpin`: what relies on being dropped must not be.
//! - No other place is given to something that is only a [`ScopedInit`]: boxes, the stack, statics
//!   and fields of values in them ask for an [`Init`](super::Init), which says in its type that it relies on pinning
//!   only.

use super::init::ScopedInit;
use core::{
    convert::Infallible,
    mem::MaybeUninit,
    pin::Pin,
    ptr, //
};

/// Builds a value on the stack, runs `f` with it, and drops it.
///
/// The value cannot be leaked, so this takes what other places do not: initializers that rely on
/// being dropped in time.
#[inline]
pub fn with<'s, T, R>(initializer: impl ScopedInit<'s, T>, f: impl FnOnce(Pin<&mut T>) -> R) -> R {
    match try_with::<T, Infallible, R>(initializer, f) {
        Ok(result) => result,
        Err(never) => match never {},
    }
}

/// Builds a value on the stack, runs `f` with it, and drops it; or gives the error back.
///
/// As [`with`], for initializers that can fail.
#[inline]
pub fn try_with<'s, T, E, R>(
    initializer: impl ScopedInit<'s, T, E>,
    f: impl FnOnce(Pin<&mut T>) -> R,
) -> Result<R, E> {
    /// Drops the value.
    struct Owner<T>(*mut T);

    impl<T> Drop for Owner<T> {
        #[inline]
        fn drop(&mut self) {
            // SAFETY: there is a value, which is ours.
            unsafe { ptr::drop_in_place(self.0) }
        }
    }

    let mut memory = MaybeUninit::<T>::uninit();
    // SAFETY:
    // - the memory is ours, and vacant;
    // - `owner` drops the value before the memory goes away, whether `f` returns or unwinds. `'s`
    //   is a parameter of this function, so it ends later.
    unsafe { initializer.raw_init(memory.as_mut_ptr())? };
    let owner = Owner(memory.as_mut_ptr());
    // SAFETY: there is a value, only reached by this reference while `f` runs, and not moved
    // before it is dropped.
    let value = unsafe { Pin::new_unchecked(&mut *owner.0) };
    Ok(f(value))
}
