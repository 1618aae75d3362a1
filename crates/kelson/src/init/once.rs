// SPDX-License-Identifier: MIT OR Apache-2.0

//! Places in static memory.

use super::emplace::Vacant;
use core::{
    cell::UnsafeCell,
    mem::MaybeUninit,
    pin::Pin,
    sync::atomic::{
        AtomicU8,
        Ordering, //
    },
};

const VACANT: u8 = 0;
const BUSY: u8 = 1;
const FULL: u8 = 2;

/// A place for one value in a `static`, built there once and never dropped.
///
/// ```
/// use kelson::init::{value, StaticPlace, Vacant};
///
/// static TABLE: StaticPlace<[u32; 256]> = StaticPlace::new();
///
/// assert!(TABLE.get().is_none());
/// let table = TABLE.vacant().expect("nobody else fills it").init(value([7; 256]));
/// assert_eq!(table[255], 7);
/// assert!(TABLE.vacant().is_none());
/// assert_eq!(TABLE.get().unwrap()[0], 7);
/// ```
///
/// # Invariants
///
/// - If `state` is `FULL`, which it then stays, `memory` holds a value.
/// - Otherwise nobody reaches `memory` but a [`StaticSlot`], of which there is one if `state` is
///   `BUSY`, and none if it is `VACANT`.
pub struct StaticPlace<T> {
    state: AtomicU8,
    memory: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: a value may be built on one thread and be read on all of them.
unsafe impl<T: Send + Sync> Sync for StaticPlace<T> {}

impl<T> StaticPlace<T> {
    /// A place without a value.
    pub const fn new() -> Self {
        StaticPlace {
            state: AtomicU8::new(VACANT),
            memory: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    /// The right to build the value, unless somebody else has it, or it is there already.
    pub fn vacant(&'static self) -> Option<StaticSlot<T>> {
        // ORDERING: whoever was here before and gave up has released what it did to the memory.
        self.state
            .compare_exchange(VACANT, BUSY, Ordering::Acquire, Ordering::Relaxed)
            .ok()?;
        // INVARIANT: the state was `VACANT`, so there is no other.
        Some(StaticSlot(self))
    }

    /// The value, if it is there.
    #[inline]
    pub fn get(&'static self) -> Option<Pin<&'static T>> {
        // ORDERING: whoever filled the place has released the value.
        if self.state.load(Ordering::Acquire) != FULL {
            return None;
        }
        // SAFETY: by the invariant there is a value, and from now on it is only read.
        let value = unsafe { (*self.memory.get()).assume_init_ref() };
        Some(Pin::static_ref(value))
    }
}

impl<T> Default for StaticPlace<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The right to build the value of a [`StaticPlace`]. Dropping it gives the right back.
///
/// # Invariants
///
/// The place is `BUSY`, and this is the only `StaticSlot` of it.
pub struct StaticSlot<T: 'static>(&'static StaticPlace<T>);

// SAFETY: the memory is static and by the invariant only reached through `self`; the value in it is
// never dropped, and shared from then on.
unsafe impl<T> Vacant for StaticSlot<T> {
    type Value = T;
    type Filled = Pin<&'static T>;

    #[inline]
    fn slot(&mut self) -> *mut T {
        self.0.memory.get().cast()
    }

    #[inline]
    unsafe fn filled(self) -> Pin<&'static T> {
        let place = self.0;
        core::mem::forget(self);
        // INVARIANT: the caller built a value.
        // ORDERING: releases the value to those who `get` it.
        place.state.store(FULL, Ordering::Release);
        // SAFETY: there is a value, and from now on it is only read.
        Pin::static_ref(unsafe { (*place.memory.get()).assume_init_ref() })
    }
}

impl<T> Drop for StaticSlot<T> {
    fn drop(&mut self) {
        // INVARIANT: the place is vacant again, and this slot is gone.
        // ORDERING: releases what was done to the memory to whoever is next.
        self.0.state.store(VACANT, Ordering::Release);
    }
}
