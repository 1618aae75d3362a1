// SPDX-License-Identifier: MIT OR Apache-2.0

//! Shared pointers on the kernel's own `refcount_t`.

use core::cell::Cell;
use kelson::{
    alloc::{
        KArc,
        KUniqueArc,
        UniqueArc, //
    },
    init,
    unsize, //
};
use kernel::prelude::*;

struct Counted<'a>(&'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

trait Clock {
    fn now(&self) -> u64;
}

impl Clock for u64 {
    fn now(&self) -> u64 {
        *self
    }
}

cases! { karc:
    fn the_last_owner_drops_the_value() {
        let drops = Cell::new(0);
        let one = KArc::new(Counted(&drops), GFP_KERNEL);
        let two = one.clone();
        expect!(matches!((&one, &two), (Ok(one), Ok(two)) if KArc::ptr_eq(one, two)));
        drop(one);
        expect_eq!(drops.get(), 0);
        drop(two);
        expect_eq!(drops.get(), 1);
    }

    fn only_the_only_owner_gets_the_value() {
        let made = KArc::new(7u32, GFP_KERNEL).map(|one| {
            let two = one.clone();
            let refused = KArc::try_unwrap(one);
            let others = refused.map_err(KArc::into_inner);
            (others, KArc::try_unwrap(two).ok())
        });
        expect_eq!(made, Ok((Err(None), Some(7))));
    }

    fn allocated_early_and_filled_in_atomic_context() {
        let memory = KUniqueArc::<u32>::new_uninit(GFP_KERNEL);
        let shared = memory.map(|memory| {
            let mut unique = UniqueArc::write(memory, 4);
            *unique += 1;
            unique.share()
        });
        expect_eq!(shared.map(|shared| *shared), Ok(5));
    }

    fn unsized_by_a_macro() {
        let clock = KArc::new(9u64, GFP_KERNEL).map(|clock| -> KArc<dyn Clock> { unsize!(clock) });
        let other = clock.clone();
        drop(clock);
        expect_eq!(other.map(|clock| clock.now()), Ok(9));
    }

    fn pinned_and_built_in_place() {
        let built = KArc::<[u8; 8]>::emplace(init::value([1; 8]), GFP_KERNEL);
        expect_eq!(built.map(|built| built[7]), Ok(1));
    }

    fn raw_pointers_keep_their_share() {
        let raw = KArc::new(3u32, GFP_KERNEL).map(|arc| KArc::into_raw(arc.clone()));
        // SAFETY: the pointer comes from `into_raw`, and its share is taken back once.
        let back = raw.map(|raw| unsafe { KArc::from_raw(raw) });
        expect_eq!(back.map(KArc::into_inner), Ok(Some(3)));
    }
}
