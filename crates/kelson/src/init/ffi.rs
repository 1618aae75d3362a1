// SPDX-License-Identifier: MIT OR Apache-2.0

//! Init functions as C has them: a pointer to the place in, a status out.

use super::init::{
    from_raw,
    Init, //
};
use core::{
    convert::Infallible,
    ffi::c_int,
    fmt,
    num::NonZero, //
};

/// Makes an initializer of an init function as C has them.
///
/// The function returns
///
/// - nothing, if it cannot fail;
/// - a `c_int`, of which 0 is success and everything else an [`ErrorCode`];
/// - a `Result<(), E>`, for functions with another convention.
///
/// ```
/// use kelson::init::{ffi_init, ErrorCode, Init};
/// use kelson::stack;
///
/// #[repr(C)]
/// struct Lock {
///     owner: usize,
/// }
///
/// /// `int lock_init(struct lock *lock, unsigned int flags);`
/// unsafe extern "C" fn lock_init(lock: *mut Lock, flags: u32) -> i32 {
///     if flags != 0 {
///         return -22;
///     }
///     unsafe { lock.write(Lock { owner: 0 }) };
///     0
/// }
///
/// fn lock(flags: u32) -> impl Init<Lock, ErrorCode> {
///     // SAFETY: `lock_init` fills the lock if it returns 0, and else leaves nothing in it.
///     unsafe { ffi_init(move |lock| lock_init(lock, flags)) }
/// }
///
/// fn run(flags: u32) -> Result<usize, ErrorCode> {
///     stack!(let lock =? lock(flags));
///     Ok(lock.owner)
/// }
///
/// assert_eq!(run(0), Ok(0));
/// assert_eq!(run(1).unwrap_err().get(), -22);
/// ```
///
/// # Safety
///
/// When `f` reports success, the place holds a value. When it reports an error or unwinds, the place
/// holds none. `f` relies on nothing but that the place is [`Pinned`](super::Pinned).
#[inline]
pub unsafe fn ffi_init<T: ?Sized, R: Status>(
    f: impl FnOnce(*mut T) -> R,
) -> impl Init<T, R::Error> {
    // SAFETY: as the caller promises.
    unsafe { from_raw(move |slot: *mut T| f(slot).into_result()) }
}

/// How an init function of C reports that it failed; see [`ffi_init`].
pub trait Status {
    /// What is known of a failure.
    type Error;

    /// The same as a `Result`.
    fn into_result(self) -> Result<(), Self::Error>;
}

impl Status for () {
    type Error = Infallible;

    #[inline]
    fn into_result(self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl Status for c_int {
    type Error = ErrorCode;

    #[inline]
    fn into_result(self) -> Result<(), ErrorCode> {
        match NonZero::new(self) {
            None => Ok(()),
            Some(code) => Err(ErrorCode(code)),
        }
    }
}

impl<E> Status for Result<(), E> {
    type Error = E;

    #[inline]
    fn into_result(self) -> Result<(), E> {
        self
    }
}

/// What an init function of C returned that was not 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorCode(NonZero<c_int>);

impl ErrorCode {
    /// The code as C has it; never 0.
    #[inline]
    pub const fn get(self) -> c_int {
        self.0.get()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "initialization failed with code {}", self.0)
    }
}

impl core::error::Error for ErrorCode {}
