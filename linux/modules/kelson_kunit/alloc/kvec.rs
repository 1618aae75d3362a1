// SPDX-License-Identifier: MIT OR Apache-2.0

//! Vectors that grow by `krealloc` and its like, and what is in them when that fails.

use kelson::alloc::{
    InsertError,
    KBox,
    KVVec,
    KVec,
    VVec, //
};
use kernel::{
    alloc::{
        flags::*,
        AllocError, //
    },
    prelude::*,
};

fn filled() -> Result<KVec<u32>> {
    let mut vec = KVec::new();
    for item in 0..1000 {
        vec.push(item, GFP_KERNEL)?;
    }
    vec.insert(0, 1000, GFP_ATOMIC)?;
    Ok(vec)
}

cases! { kvec:
    fn items_survive_growth() {
        let vec = filled();
        expect_eq!(vec.as_ref().map(|vec| vec.len()), Ok(1001));
        expect_eq!(vec.as_ref().map(|vec| vec[0]), Ok(1000));
        expect!(vec.is_ok_and(|vec| vec[1..].iter().copied().eq(0..1000)));
    }

    fn failure_leaves_the_vector_as_it_was() {
        let mut vec = filled().unwrap_or_default();
        let flags = GFP_KERNEL | __GFP_NOWARN;
        expect_eq!(vec.reserve(1 << 40, flags), Err(AllocError));
        expect_eq!(vec.reserve(usize::MAX, flags), Err(AllocError));
        expect_eq!(vec.insert(5000, 1, flags), Err(InsertError::IndexOutOfBounds));
        expect_eq!(Error::from(InsertError::IndexOutOfBounds), EINVAL);
        expect_eq!(vec.len(), 1001);
    }

    fn parts_are_taken_out() {
        let mut vec = filled().unwrap_or_default();
        expect_eq!(vec.drain(1..=10).sum::<u32>(), 45);
        expect_eq!(vec.remove(1), Some(10));
        expect_eq!(vec.swap_remove(0), Some(1000));
        vec.retain(|item| *item % 100 == 0);
        expect_eq!(vec.len(), 9);
        expect_eq!(vec.shrink_to_fit(GFP_KERNEL), Ok(()));
        expect_eq!(vec.capacity(), 9);
        expect_eq!(vec.into_iter().rev().next(), Some(900));
    }

    fn owned_items_are_dropped() {
        let make = || -> Result<_> {
            let mut vec = KVVec::new();
            for item in 0..100u32 {
                vec.push(KBox::new(item, GFP_KERNEL)?, GFP_KERNEL)?;
            }
            Ok(vec)
        };
        let half: Result<u32> = make().map(|vec| vec.into_iter().take(50).map(|item| *item).sum());
        expect_eq!(half, Ok(49 * 50 / 2));
    }

    fn memory_of_vmalloc() {
        let large = VVec::from_elem(7u8, 1 << 20, GFP_KERNEL);
        expect!(large.is_ok_and(|large| large.iter().all(|byte| *byte == 7)));
    }
}
