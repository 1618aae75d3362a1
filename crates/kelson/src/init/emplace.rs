// SPDX-License-Identifier: MIT OR Apache-2.0

//! Memory that initializers are run in: what smart pointers and containers implement.

use super::init::Init;
use core::convert::Infallible;

/// Memory for one value, owned and still without it: what `Box<MaybeUninit<T>>` is to `Box<T>`.
///
/// With the feature `alloc` implemented by `Box`, `Rc` and `Arc` of `MaybeUninit<T>`. (An `Rc` or
/// `Arc` has to be the only one.)
///
/// ```
/// # #[cfg(feature = "alloc")] {
/// use kelson::init::{value, Vacant};
///
/// let mut place = Box::<u32>::new_uninit();
/// assert_eq!(*place.init(value(5)), 5);
/// # }
/// ```
///
/// # Safety
///
/// - `slot` gives the same address each time, also after `self` was moved: memory that is valid for
///   reads and writes of a `Value`, aligned, and only reached through `self`.
/// - What `filled` returns owns the value in that memory. Safe code cannot move the value out of
///   it, and the memory is not reused before the value was dropped.
/// - Dropping `self` does not drop a `Value`.
pub unsafe trait Vacant: Sized {
    /// What there is memory for.
    type Value: ?Sized;

    /// The owner of the memory with the value in it.
    type Filled;

    /// The memory.
    fn slot(&mut self) -> *mut Self::Value;

    /// The owner of the memory, now that it holds a value.
    ///
    /// # Safety
    ///
    /// A value was built at [`slot`](Self::slot), and `self` was not used since.
    unsafe fn filled(self) -> Self::Filled;

    /// Builds the value by an initializer that cannot fail.
    #[inline]
    fn init(self, initializer: impl Init<Self::Value>) -> Self::Filled {
        match self.try_init(initializer) {
            Ok(filled) => filled,
            Err(never) => match never {},
        }
    }

    /// Builds the value by an initializer; the memory is dropped when that fails.
    #[inline]
    fn try_init<E>(self, initializer: impl Init<Self::Value, E>) -> Result<Self::Filled, E> {
        self.attempt(initializer).map_err(|(error, _)| error)
    }

    /// Builds the value by an initializer; the memory comes back when that fails.
    #[inline]
    fn attempt<E>(
        mut self,
        initializer: impl Init<Self::Value, E>,
    ) -> Result<Self::Filled, (E, Self)> {
        // SAFETY: whoever implemented the trait says that the place is fit, and that the value
        // will be pinned in `Filled`, which we make at once.
        match unsafe { initializer.raw_init(self.slot()) } {
            // SAFETY: `Ok` means that there is a value.
            Ok(()) => Ok(unsafe { self.filled() }),
            Err(error) => Err((error, self)),
        }
    }
}

/// A pointer type that can be made together with its value, which is built in place.
///
/// With the feature `alloc` implemented by `Box`, `Rc` and `Arc`. Allocation that can fail needs
/// more parameters; pointers that do that have functions of their own.
///
/// ```
/// # #[cfg(feature = "alloc")] {
/// use kelson::init::{value, Emplace};
/// use std::sync::Arc;
///
/// assert_eq!(*Arc::<u32>::emplace(value(5)), 5);
/// # }
/// ```
pub trait Emplace<T>: Sized {
    /// The pointer to a value that stays where it is: `Pin<Self>`.
    type Filled;

    /// Allocates, and builds the value there; neither can fail.
    #[inline]
    fn emplace(initializer: impl Init<T>) -> Self::Filled {
        match Self::try_emplace::<Infallible>(initializer) {
            Ok(filled) => filled,
            Err(never) => match never {},
        }
    }

    /// Allocates, and builds the value there; when that fails, the memory is freed.
    fn try_emplace<E>(initializer: impl Init<T, E>) -> Result<Self::Filled, E>;
}

#[cfg(feature = "alloc")]
mod with_alloc {
    use super::*;
    use alloc::{
        boxed::Box,
        rc::Rc,
        sync::Arc, //
    };
    use core::{
        mem::MaybeUninit,
        pin::Pin, //
    };

    // SAFETY: a box owns its memory, which stays when the box moves; `Pin<Box<T>>` does not let a
    // value out and drops it before it frees the memory; a `MaybeUninit` drops nothing.
    unsafe impl<T> Vacant for Box<MaybeUninit<T>> {
        type Value = T;
        type Filled = Pin<Box<T>>;

        #[inline]
        fn slot(&mut self) -> *mut T {
            self.as_mut_ptr()
        }

        #[inline]
        unsafe fn filled(self) -> Pin<Box<T>> {
            // SAFETY: the caller built a value in it.
            Box::into_pin(unsafe { self.assume_init() })
        }
    }

    impl<T> Emplace<T> for Box<T> {
        type Filled = Pin<Box<T>>;

        #[inline]
        fn try_emplace<E>(initializer: impl Init<T, E>) -> Result<Pin<Box<T>>, E> {
            Box::<T>::new_uninit().try_init(initializer)
        }
    }

    // `Rc` and `Arc` are alike, in text at least.
    macro_rules! counted {
        ($Counted:ident) => {
            // SAFETY: the memory stays when the pointer moves. `slot` makes sure that there is no
            // other pointer to it, and as nobody has one, none can come before `filled`.
            // `Pin<_>` does not let a value out, and it is dropped with the last pointer, before
            // the memory is freed; a `MaybeUninit` drops nothing.
            unsafe impl<T> Vacant for $Counted<MaybeUninit<T>> {
                type Value = T;
                type Filled = Pin<$Counted<T>>;

                #[inline]
                #[track_caller]
                fn slot(&mut self) -> *mut T {
                    let Some(value) = $Counted::get_mut(self) else {
                        panic!("a value cannot be built in memory that is shared")
                    };
                    value.as_mut_ptr()
                }

                #[inline]
                unsafe fn filled(self) -> Pin<$Counted<T>> {
                    // SAFETY: the caller built a value in it. There is no pointer to it that is
                    // not pinned, for there was no other pointer before.
                    unsafe { Pin::new_unchecked(self.assume_init()) }
                }
            }

            impl<T> Emplace<T> for $Counted<T> {
                type Filled = Pin<$Counted<T>>;

                #[inline]
                fn try_emplace<E>(initializer: impl Init<T, E>) -> Result<Self::Filled, E> {
                    $Counted::<T>::new_uninit().try_init(initializer)
                }
            }
        };
    }

    counted!(Rc);
    counted!(Arc);
}
