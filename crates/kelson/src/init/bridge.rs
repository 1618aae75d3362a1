// SPDX-License-Identifier: MIT OR Apache-2.0

//! Between this crate's initializers and those of pin-init, both ways.
//!
//! So that a driver can move from one to the other a struct at a time: a field of a struct built by
//! [`init!`](macro@crate::init) may be initialized by what the kernel crate has (`new_mutex!`, ...), and what `init!`
//! makes goes wherever the kernel crate takes a `PinInit`.
//!
//! In a kernel this is always there and about the kernel's own `pin_init`. Elsewhere the feature
//! `pin-init` brings it, for the crate `pinned-init`.
//!
//! ```
//! use kelson::init::{from_pin_init, to_pin_init, value, Emplace};
//! use kelson::{init, pinned};
//! use pinned_init::{pin_data, pin_init, PinInit};
//!
//! #[pin_data]
//! struct Old {
//!     number: u32,
//! }
//!
//! fn old() -> impl PinInit<Old> {
//!     pin_init!(Old { number: 5 })
//! }
//!
//! // A new struct with an old one in it ...
//! #[pinned]
//! struct New {
//!     old: Old,
//! }
//! let new = Box::<New>::emplace(init!(New { old <- from_pin_init(old()) }));
//! assert_eq!(new.old.number, 5);
//!
//! // ... and in an old one.
//! #[pin_data]
//! struct Outer {
//!     #[pin]
//!     new: New,
//! }
//! let outer = pin_init!(Outer { new <- to_pin_init(init!(New { old <- from_pin_init(old()) })) });
//! assert_eq!(Box::<Outer>::emplace(from_pin_init(outer)).new.old.number, 5);
//! ```

use super::init::{
    from_raw,
    Init, //
};

#[cfg(kelson_kernel)]
use ::pin_init::{
    pin_init_from_closure,
    PinInit, //
};
#[cfg(not(kelson_kernel))]
use pinned_init::{
    pin_init_from_closure,
    PinInit, //
};

/// Makes an initializer of one of pin-init.
#[inline]
pub fn from_pin_init<T: ?Sized, E>(initializer: impl PinInit<T, E>) -> impl Init<T, E> {
    let init = move |slot: *mut T| {
        // SAFETY: the place is valid for writes and pinned, as `PinInit` asks. On an error the
        // caller does no more than reuse the memory.
        #[cfg(kelson_kernel)]
        unsafe {
            initializer.__init(slot)
        }
        // SAFETY: as above.
        #[cfg(not(kelson_kernel))]
        unsafe {
            initializer.__pinned_init(slot)
        }
    };
    // SAFETY: `PinInit` promises the same as `Init`: a value on `Ok`, on an error nothing that has
    // to be dropped; and it relies on pinning only.
    unsafe { from_raw(init) }
}

/// Makes an initializer of pin-init of one of ours.
#[inline]
pub fn to_pin_init<T: ?Sized, E>(initializer: impl Init<T, E>) -> impl PinInit<T, E> {
    // SAFETY:
    // - `PinInit` is run on a place that is valid for writes, holds no value, is not used by anybody
    //   else, and is pinned;
    // - `Init` leaves a value on `Ok`, and otherwise nothing.
    unsafe { pin_init_from_closure(move |slot: *mut T| initializer.raw_init(slot)) }
}
