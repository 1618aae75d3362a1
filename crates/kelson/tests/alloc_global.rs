// SPDX-License-Identifier: MIT OR Apache-2.0

//! The form with `Box` and `Vec` themselves, in a program whose global allocator takes flags.
//!
//! A program has one global allocator, so this is not with the other tests of the theme.

use kelson::alloc::{
    self, global::*, AllocError, Allocator, Flags, __GFP_ZERO, GFP_ATOMIC, GFP_KERNEL, GFP_NOWAIT,
};
use kelson::init::{self, Vacant};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::pin::Pin;
use std::ptr::NonNull;

/// The system's memory. It counts what this thread has, and fails with `GFP_NOWAIT`.
enum Counting {}

thread_local! {
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static FLAGS: Cell<Option<Flags>> = const { Cell::new(None) };
}

// SAFETY: the memory is that of `System`, which keeps the promises.
unsafe impl Allocator for Counting {
    unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
        FLAGS.set(Some(flags));
        if flags == GFP_NOWAIT {
            return Err(AllocError);
        }
        // SAFETY: by the caller's promise the size is not zero.
        let memory = unsafe {
            if flags.contains(__GFP_ZERO) {
                System.alloc_zeroed(layout)
            } else {
                System.alloc(layout)
            }
        };
        LIVE.set(LIVE.get() + 1);
        NonNull::new(memory).ok_or(AllocError)
    }

    unsafe fn reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        FLAGS.set(Some(flags));
        if flags == GFP_NOWAIT {
            return Err(AllocError);
        }
        // SAFETY: by the caller's promise.
        let memory = unsafe { System.realloc(memory.as_ptr(), old, new.size()) };
        NonNull::new(memory).ok_or(AllocError)
    }

    unsafe fn free(memory: NonNull<u8>, layout: Layout) {
        LIVE.set(LIVE.get() - 1);
        // SAFETY: by the caller's promise.
        unsafe { System.dealloc(memory.as_ptr(), layout) };
    }
}

kelson::allocator!(global = Counting);

trait Port {
    fn close(self: KBox<Self>) -> u32;
}

struct Serial {
    base: u32,
    buffer: KBox<[u32; 4]>,
}

impl Port for Serial {
    fn close(self: KBox<Self>) -> u32 {
        let Serial { base, buffer } = *self;
        base + buffer.iter().sum::<u32>()
    }
}

#[test]
fn boxes_can_do_what_box_can() {
    let before = LIVE.get();
    let buffer = KBox::try_alloc([1; 4], GFP_ATOMIC).unwrap();
    assert_eq!(FLAGS.get(), Some(GFP_ATOMIC));
    let port: KBox<dyn Port> = KBox::try_alloc(Serial { base: 5, buffer }, GFP_KERNEL).unwrap();
    assert_eq!((FLAGS.get(), LIVE.get()), (Some(GFP_KERNEL), before + 2));
    assert_eq!((port.close(), LIVE.get()), (9, before));
    // What is borrowed may be gone.
    let (boxed, number);
    number = 5;
    boxed = KBox::try_alloc(&number, GFP_KERNEL).unwrap();
    assert_eq!(**boxed, 5);
}

#[test]
fn failure_is_an_error() {
    let before = LIVE.get();
    assert_eq!(KBox::try_alloc(5, GFP_NOWAIT), Err(AllocError));
    assert!(KBox::try_alloc_pin(5, GFP_NOWAIT).is_err());
    assert_eq!(KVec::<u8>::try_alloc(5, GFP_NOWAIT), Err(AllocError));
    assert!(KBox::try_alloc((), GFP_NOWAIT).is_ok());
    let mut vec = KVec::try_alloc(1, GFP_KERNEL).unwrap();
    vec.try_push(7, GFP_NOWAIT).unwrap();
    assert_eq!(vec.try_push(8, GFP_NOWAIT), Err(AllocError));
    assert_eq!(vec.try_grow(usize::MAX, GFP_KERNEL), Err(AllocError));
    assert_eq!(vec.try_extend([8, 9], GFP_NOWAIT), Err(AllocError));
    assert_eq!((&*vec, LIVE.get()), (&[7][..], before + 1));
    drop(vec);
    assert_eq!(LIVE.get(), before);
}

#[test]
fn vectors_grow_by_flags_and_by_themselves() {
    let before = LIVE.get();
    let mut vec = KVec::new();
    for number in 0..100 {
        vec.try_push(number.to_string(), GFP_ATOMIC).unwrap();
    }
    vec.try_extend((100..200).map(|number| number.to_string()), GFP_KERNEL)
        .unwrap();
    // By the crate `alloc`, and by the same allocator.
    vec.push("200".into());
    vec.shrink_to_fit();
    assert!(vec
        .iter()
        .map(|text| text.parse::<u32>().unwrap())
        .eq(0..=200));
    let mut units = KVec::new();
    units.try_push((), GFP_NOWAIT).unwrap();
    assert_eq!(units.len(), 1);
    drop(vec);
    assert_eq!(LIVE.get(), before);
}

#[test]
fn values_are_pinned_and_built_in_place() {
    let memory = KBox::<[u8; 64]>::try_alloc_uninit(GFP_KERNEL | __GFP_ZERO).unwrap();
    // SAFETY: zeros are valid.
    assert_eq!(*unsafe { memory.assume_init() }, [0; 64]);
    let memory = KBox::<u32>::try_alloc_uninit(GFP_KERNEL).unwrap();
    let built: Pin<KBox<u32>> = memory.init(init::value(6));
    assert_eq!(
        (*built, *KBox::try_alloc_pin(7, GFP_KERNEL).unwrap()),
        (6, 7)
    );
}

#[test]
fn the_other_form_has_the_same_allocator() {
    let before = LIVE.get();
    let boxed = alloc::KBox::new(5, GFP_ATOMIC).unwrap();
    assert_eq!((FLAGS.get(), LIVE.get()), (Some(GFP_ATOMIC), before + 1));
    drop(boxed);
    assert_eq!(LIVE.get(), before);
}
