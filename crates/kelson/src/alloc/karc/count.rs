// SPDX-License-Identifier: MIT OR Apache-2.0

//! How many owners a value has, as the kernel's `refcount_t` counts: a count that would overflow
//! is saturated for ever.

#[cfg(kelson_kernel)]
pub(super) use in_kernel::Count;
#[cfg(not(kelson_kernel))]
pub(super) use on_host::Count;

#[cfg(kelson_kernel)]
mod in_kernel {
    use kernel::sync::{
        atomic::Acquire,
        Refcount, //
    };

    #[repr(transparent)]
    pub(in super::super) struct Count(Refcount);

    impl Count {
        /// The count of a first owner.
        #[inline]
        pub(in super::super) fn one() -> Self {
            Count(Refcount::new(1))
        }

        /// Counts one more owner.
        #[inline]
        pub(in super::super) fn add(&self) {
            self.0.inc();
        }

        /// Counts one owner less; `true` for the last one, after what all others did.
        #[inline]
        pub(in super::super) fn release(&self) -> bool {
            self.0.dec_and_test()
        }

        /// Whether there is one owner, and what all others did has happened.
        #[inline]
        pub(in super::super) fn is_one(&self) -> bool {
            self.0.as_atomic().load(Acquire) == 1
        }
    }
}

#[cfg(not(kelson_kernel))]
mod on_host {
    use core::sync::atomic::{
        fence,
        AtomicI32,
        Ordering, //
    };

    /// Far from both ends: threads that count at the same time do not get it back to a value that
    /// counts before one of them sets it again.
    const SATURATED: i32 = i32::MIN / 2;

    #[repr(transparent)]
    pub(in super::super) struct Count(AtomicI32);

    impl Count {
        /// The count of a first owner.
        #[inline]
        pub(in super::super) fn one() -> Self {
            Count(AtomicI32::new(1))
        }

        /// Counts one more owner.
        #[inline]
        pub(in super::super) fn add(&self) {
            // ORDERING: whoever adds an owner is one, so nothing can happen to the value meanwhile.
            let old = self.0.fetch_add(1, Ordering::Relaxed);
            // From `i32::MAX` it went to the negative numbers; none of these counts, nor does zero.
            if old <= 0 || old == i32::MAX {
                self.0.store(SATURATED, Ordering::Relaxed);
            }
        }

        /// Counts one owner less; `true` for the last one, after what all others did.
        #[inline]
        pub(in super::super) fn release(&self) -> bool {
            // ORDERING: what this owner did happens before what the last one does, which acquires.
            let old = self.0.fetch_sub(1, Ordering::Release);
            if old == 1 {
                fence(Ordering::Acquire);
                return true;
            }
            if old <= 0 {
                self.0.store(SATURATED, Ordering::Relaxed);
            }
            false
        }

        /// Whether there is one owner, and what all others did has happened.
        #[inline]
        pub(in super::super) fn is_one(&self) -> bool {
            // ORDERING: with the `Release` of those who were owners.
            self.0.load(Ordering::Acquire) == 1
        }
    }
}
