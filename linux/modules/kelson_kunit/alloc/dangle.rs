// SPDX-License-Identifier: MIT OR Apache-2.0

//! A smart pointer on `Dangle`, which calls by a pointer of its own type: under control-flow
//! integrity any other would stop the kernel.

use core::{
    cell::Cell,
    ptr::NonNull, //
};
use kelson::{
    alloc::KBox,
    Dangle,
    Owned,
    Release,
    ThinDangle, //
};
use kernel::{
    alloc::AllocError,
    prelude::GFP_KERNEL, //
};

struct Lent<T>(Dangle<T>);

enum Free {}

impl<T> Release<T> for Free {
    unsafe fn release(value: NonNull<T>) {
        // SAFETY: all that is released by this was a `KBox`.
        drop(unsafe { KBox::from_raw(value.as_ptr()) });
    }
}

impl<T> Lent<T> {
    fn new(value: T) -> Result<Self, AllocError> {
        let value = NonNull::from(KBox::leak(KBox::new(value, GFP_KERNEL)?));
        // SAFETY: it was a `KBox`, which `Free` drops.
        Ok(Lent(unsafe { Dangle::new::<Free>(value) }))
    }

    fn get(&self) -> &T {
        // SAFETY: the value is there as long as `self` is.
        unsafe { self.0.as_ptr().as_ref() }
    }
}

struct Counted<'a>(&'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

cases! { dangle:
    fn what_is_borrowed_may_be_gone() {
        let (lent, number);
        number = 5;
        lent = Lent::new(&number);
        expect_eq!(lent.as_ref().map(|lent| **lent.get()), Ok(5));
    }

    fn values_are_dropped_once() {
        let drops = Cell::new(0);
        drop(Lent::new(Counted(&drops)));
        expect_eq!(drops.get(), 1);
    }

    fn one_word() {
        let drops = Cell::new(0);
        let owned = KBox::new(Owned::new::<Free>(Counted(&drops)), GFP_KERNEL);
        // SAFETY: it was a `KBox`, which `Free` drops.
        let thin = owned.map(|owned| unsafe { ThinDangle::new(NonNull::from(KBox::leak(owned))) });
        expect_eq!((size_of_val(&thin), drops.get()), (size_of::<usize>(), 0));
        drop(thin);
        expect_eq!(drops.get(), 1);
    }
}
