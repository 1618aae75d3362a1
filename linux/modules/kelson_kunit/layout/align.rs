// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types aligned to constants of this kernel, as C has them.

use core::{
    mem::offset_of,
    sync::atomic::{
        AtomicU32,
        Ordering::Relaxed, //
    },
};
use kelson::Aligned;
use kernel::{
    bindings,
    page::PAGE_SIZE,
    prelude::*, //
};

/// `struct kelson_ring` of `align.c`.
#[kelson::align(PAGE_SIZE)]
#[repr(C)]
struct Ring {
    head: AtomicU32,
    tail: AtomicU32,
}

/// `struct kelson_counter`.
#[kelson::align(bindings::L1_CACHE_BYTES as usize)]
#[repr(C)]
struct Counter {
    kind: u8,
    value: u64,
}

/// `union kelson_either`.
#[kelson::align(bindings::L1_CACHE_BYTES as usize)]
#[repr(C)]
union Either {
    byte: u8,
    words: [u64; 9],
}

// Defined in `align.c`.
unsafe extern "C" {
    safe static kelson_aligned: [usize; 8];
    fn kelson_ring_advance(ring: *const Ring, by: u32) -> bool;
}

static RING: Ring = Ring {
    head: AtomicU32::new(1),
    tail: AtomicU32::new(2),
    _align: [],
};

static PAGE: Aligned<[u8; 3], { PAGE_SIZE }> = Aligned::new([1, 2, 3]);

cases! { align:
    fn sizes_and_alignments_are_those_of_c() {
        expect_eq!(kelson_aligned, [
            size_of::<Ring>(),
            align_of::<Ring>(),
            offset_of!(Ring, tail),
            size_of::<Counter>(),
            align_of::<Counter>(),
            offset_of!(Counter, value),
            size_of::<Either>(),
            align_of::<Either>(),
        ]);
        expect_eq!(align_of::<Ring>(), PAGE_SIZE);
    }

    fn statics_begin_a_page() {
        // SAFETY: C has a struct of the same layout, and this is the only user of it.
        expect!(unsafe { kelson_ring_advance(&RING, 3) });
        expect_eq!((RING.head.load(Relaxed), RING.tail.load(Relaxed)), (1, 5));
        expect_eq!((&raw const PAGE).addr() % PAGE_SIZE, 0);
        expect_eq!((size_of_val(&PAGE), PAGE[2]), (PAGE_SIZE, 3));
    }

    fn values_are_aligned() {
        let counter = Counter { kind: 1, value: 2, _align: [] };
        expect_eq!((&raw const counter).addr() % bindings::L1_CACHE_BYTES as usize, 0);
        expect_eq!(u64::from(counter.kind) + counter.value, 3);
        let either = Either { words: [7; 9] };
        // SAFETY: all of it is initialized.
        expect_eq!(unsafe { either.byte }, 7_u64.to_ne_bytes()[0]);
    }
}
