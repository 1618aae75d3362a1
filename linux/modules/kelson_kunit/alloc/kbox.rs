// SPDX-License-Identifier: MIT OR Apache-2.0

//! Boxes in memory of `kmalloc`, `vmalloc` and `kvmalloc`, by the kernel's own flags and errors.

use core::{
    cell::Cell,
    pin::Pin, //
};
use kelson::{
    alloc::{
        KBox,
        KVBox,
        KVec,
        VBox, //
    },
    init,
    unsize, //
};
use kernel::{
    alloc::{
        flags::*,
        AllocError, //
    },
    bindings,
    prelude::{
        Result,
        ENOMEM, //
    }, //
};

struct Counted<'a>(&'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

trait Port {
    fn read(&self) -> u32;
}

struct Serial {
    base: u32,
    buffer: KBox<[u8; 64]>,
}

impl Serial {
    fn open(base: u32) -> Result<KBox<Self>> {
        // The errors are the kernel's, so `?` makes them `ENOMEM`.
        let buffer = KBox::new([7; 64], GFP_ATOMIC)?;
        Ok(KBox::new(Serial { base, buffer }, GFP_KERNEL)?)
    }

    /// By `arbitrary_self_types`, which is one of the kernel's four features.
    fn close(self: KBox<Self>) -> KBox<[u8; 64]> {
        let Serial { base: _, buffer } = KBox::into_inner(self);
        buffer
    }
}

impl Port for Serial {
    fn read(&self) -> u32 {
        self.base + self.buffer.iter().copied().map(u32::from).sum::<u32>()
    }
}

cases! { kbox:
    fn a_value_goes_in_and_comes_out() {
        let drops = Cell::new(0);
        let inner = KBox::new(Counted(&drops), GFP_KERNEL).map(KBox::into_inner);
        expect_eq!(drops.get(), 0);
        drop(inner);
        expect_eq!(drops.get(), 1);
        drop(KBox::new(Counted(&drops), GFP_ATOMIC));
        expect_eq!(drops.get(), 2);
        expect!(KBox::new((), GFP_KERNEL).is_ok());
    }

    fn taken_apart_and_as_self() {
        let port = Serial::open(1);
        expect_eq!(port.as_ref().map(|port| port.read()), Ok(1 + 7 * 64));
        expect_eq!(port.map(|port| port.close()[63]), Ok(7));
    }

    fn unsized_by_a_macro() {
        let port = Serial::open(2).map(|port| -> KBox<dyn Port> { unsize!(port) });
        expect_eq!(port.map(|port| port.read()), Ok(2 + 7 * 64));
        let bytes = KBox::new([1u8, 2, 3], GFP_KERNEL).map(|b| -> KBox<[u8]> { unsize!(b) });
        expect_eq!(bytes.map(|bytes| bytes.len()), Ok(3));
    }

    fn failure_is_an_error_and_drops_the_value() {
        struct Huge([u8; 1 << 40]);
        let failed = KBox::<Huge>::new_uninit(GFP_KERNEL | __GFP_NOWARN);
        expect!(matches!(failed, Err(AllocError)));
        let as_error = || -> Result<usize> {
            let huge = KVBox::<Huge>::new_uninit(GFP_KERNEL | __GFP_NOWARN)?;
            // SAFETY: never reached, as no machine has so much memory.
            Ok(unsafe { huge.assume_init_ref() }.0.len())
        };
        expect_eq!(as_error(), Err(ENOMEM));
    }

    fn large_and_aligned_memory() {
        #[repr(align(4096))]
        struct Page([u8; 4096]);

        let page = KBox::<Page>::new_uninit(GFP_KERNEL | __GFP_ZERO);
        // SAFETY: zeros are valid.
        let page = page.map(|page| unsafe { KBox::assume_init(page) });
        expect!(page.is_ok_and(|page| KBox::as_ptr(&page) as usize % 4096 == 0 && page.0[9] == 0));
        let large = VBox::<[u64; 1 << 17]>::new_uninit(GFP_KERNEL | __GFP_ZERO);
        // SAFETY: zeros are valid.
        let large = large.map(|large| unsafe { VBox::assume_init(large) });
        expect!(large.is_ok_and(|large| large.iter().all(|word| *word == 0)));
        expect!(KVBox::new([3u8; 8], GFP_KERNEL).is_ok_and(|small| *small == [3; 8]));
    }

    fn memory_is_kept_from_one_value_to_the_next() {
        let kept = KBox::new(1u32, GFP_KERNEL).map(|boxed| {
            let (one, memory) = KBox::take(boxed);
            (one, *KBox::write(memory, 2))
        });
        expect_eq!(kept, Ok((1, 2)));
    }

    fn c_may_free_what_was_a_box() {
        let boxed = KBox::new([1u32; 4], GFP_KERNEL);
        expect!(boxed.is_ok());
        if let Ok(boxed) = boxed {
            let raw = KBox::into_raw(boxed);
            // SAFETY: a `KBox` is memory of `kmalloc`, and nobody uses this any more.
            unsafe { bindings::kfree(raw.cast()) };
        }
    }

    fn pinned_and_built_in_place() {
        let pinned = KBox::pin(5u32, GFP_KERNEL);
        expect_eq!(pinned.as_deref().copied(), Ok(5));
        let built: Result<Pin<KBox<[u32; 16]>>> = KBox::try_emplace(
            init::lazy(|out: init::Uninit<'_, [u32; 16]>| Ok(out.write([4; 16]))),
            GFP_KERNEL,
        );
        expect_eq!(built.map(|built| built[15]), Ok(4));
    }

    fn a_vector_becomes_a_box() {
        let mut vec = KVec::new();
        expect_eq!(vec.extend([1u8, 2, 3], GFP_KERNEL), Ok(()));
        expect_eq!(vec.into_boxed_slice(GFP_KERNEL).map(|boxed| boxed.len()), Ok(3));
    }
}
