// SPDX-License-Identifier: MIT OR Apache-2.0

//! Shared pointers: who owns the value, and what saturation leaves.

use super::support::{layouts, live, panics, with_budget, Bomb, Counted};
use kelson::alloc::{AllocError, Arc as AnyArc, KArc, KUniqueArc, UniqueArc, GFP_KERNEL};
use kelson::{init, unsize};
use std::alloc::Layout;
use std::cell::Cell;
use std::fmt::Debug;
use std::mem::{self, size_of, size_of_val};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

#[test]
fn the_last_owner_drops_the_value() {
    let drops = Cell::new(0);
    let one = KArc::new(Counted(&drops), GFP_KERNEL).unwrap();
    let two = one.clone();
    assert!(KArc::ptr_eq(&one, &two) && live() == 1);
    drop(one);
    assert_eq!((live(), drops.get()), (1, 0));
    drop(two);
    assert_eq!((live(), drops.get()), (0, 1));
    assert_eq!(
        with_budget(0, || KArc::new(Counted(&drops), GFP_KERNEL)).map(|_| ()),
        Err(AllocError)
    );
    assert_eq!(drops.get(), 2);
}

#[test]
fn only_the_only_owner_gets_the_value() {
    let drops = Cell::new(0);
    let mut one = KArc::new((7, Counted(&drops)), GFP_KERNEL).unwrap();
    KArc::get_mut(&mut one).unwrap().0 = 8;
    let two = one.clone();
    assert!(KArc::get_mut(&mut one).is_none());
    let one = KArc::try_unwrap(one).map(|_| ()).unwrap_err();
    assert!(KArc::into_inner(one).is_none());
    let (number, counted) = KArc::into_inner(two).unwrap();
    assert_eq!((number, live(), drops.get()), (8, 0, 0));
    drop(counted);
    assert_eq!(drops.get(), 1);
}

#[test]
fn one_of_many_threads_gets_the_value() {
    let shared: AnyArc<_, kelson::alloc::global::Rust> =
        AnyArc::new(AtomicU32::new(0), GFP_KERNEL).unwrap();
    for _ in 0..50 {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let arc = shared.clone();
                thread::spawn(move || {
                    arc.fetch_add(1, Ordering::Relaxed);
                    AnyArc::into_inner(arc).is_some()
                })
            })
            .collect();
        // `shared` is there, so none of them is the last.
        assert!(threads.into_iter().all(|thread| !thread.join().unwrap()));
    }
    let threads: Vec<_> = (0..4)
        .map(|_| shared.clone())
        .collect::<Vec<_>>()
        .into_iter()
        .map(|arc| thread::spawn(move || AnyArc::into_inner(arc).map(AtomicU32::into_inner)))
        .collect();
    let mut found: Vec<u32> = threads
        .into_iter()
        .filter_map(|thread| thread.join().unwrap())
        .collect();
    found.extend(AnyArc::into_inner(shared).map(AtomicU32::into_inner));
    assert_eq!(found, [200]);
}

#[test]
fn a_unique_owner_may_change_and_then_share() {
    let mut unique = KUniqueArc::new([1, 2, 3], GFP_KERNEL).unwrap();
    unique[0] = 9;
    let shared = with_budget(0, || unique.share());
    assert_eq!(*shared, [9, 2, 3]);
    let other = shared.clone();
    let shared = KArc::try_unique(shared).map(|_| ()).unwrap_err();
    drop(other);
    let mut unique = KArc::try_unique(shared).ok().unwrap();
    unique[1] = 8;
    assert_eq!(UniqueArc::into_inner(unique), [9, 8, 3]);
    assert_eq!(live(), 0);

    let memory = KUniqueArc::<String>::new_uninit(GFP_KERNEL).unwrap();
    let filled = with_budget(0, || UniqueArc::write(memory, String::from("later")));
    assert_eq!(*KArc::from(filled), "later");
    drop(KUniqueArc::<String>::new_uninit(GFP_KERNEL).unwrap());
    assert_eq!(live(), 0);
}

#[test]
fn unsized_values_and_their_alignment() {
    #[derive(Debug)]
    #[repr(align(64))]
    struct Line(
        #[allow(
            dead_code,
            reason = "only `Debug` reads it, which the lint does not count"
        )]
        u8,
    );

    let drops = Cell::new(0);
    let list: [KArc<dyn Debug + '_>; 4] = [
        unsize!(KArc::new(Line(1), GFP_KERNEL).unwrap()),
        unsize!(KArc::new(Counted(&drops), GFP_KERNEL).unwrap()),
        unsize!(KArc::new((), GFP_KERNEL).unwrap()),
        unsize!(KArc::new(7u8, GFP_KERNEL).unwrap()),
    ];
    assert_eq!(live(), 4);
    assert!(layouts().contains(&Layout::from_size_align(128, 64).unwrap()));
    for arc in &list {
        let value = &**arc;
        assert_eq!(
            (&raw const *value).cast::<u8>() as usize % mem::align_of_val(value),
            0
        );
        let raw = KArc::into_raw(arc.clone());
        assert!(std::ptr::addr_eq(raw, value) && size_of_val(value) <= 64);
        // SAFETY: the pointer comes from `into_raw`, two lines above.
        drop(unsafe { KArc::from_raw(raw) });
    }
    assert_eq!(
        format!("{list:?}").len(),
        format!("[Line(1), {:?}, (), 7]", Counted(&drops)).len()
    );
    let kept = list[1].clone();
    drop(list);
    assert_eq!((live(), drops.get()), (1, 1));
    drop(kept);
    assert_eq!((live(), drops.get()), (0, 2));
    let unique: KUniqueArc<[u8]> = unsize!(KUniqueArc::new([1, 2], GFP_KERNEL).unwrap());
    assert_eq!(unique.share().len(), 2);
}

#[test]
fn pinned_values_are_shared_pinned() {
    let pinned = KArc::pin(3u32, GFP_KERNEL).unwrap();
    let value: Pin<KArc<dyn Debug>> = unsize!(pinned.clone());
    assert_eq!(format!("{value:?} {pinned:?}"), "3 3");
    let built = KArc::<[u8; 3]>::emplace(init::value([1; 3]), GFP_KERNEL).unwrap();
    assert_eq!(*built, [1; 3]);
    let failed = KArc::<u8>::try_emplace(
        init::lazy(|out: init::Uninit<'_, u8>| {
            out.write(1);
            Err(AllocError)
        }),
        GFP_KERNEL,
    );
    assert!(failed.is_err());
    drop((pinned, value, built));
    assert_eq!(live(), 0);
}

/// The count, which is in front of the value.
fn count(arc: &KArc<u32>) -> *mut i32 {
    // SAFETY: a `KArc` points to the whole of its memory, and four bytes before a `u32` is the
    // count (as the documentation says: behind each other as in C).
    unsafe { KArc::as_ptr(arc).cast_mut().cast::<i32>().sub(1) }
}

#[test]
fn a_saturated_count_leaks_and_never_frees() {
    let arc = KArc::new(5u32, GFP_KERNEL).unwrap();
    let memory = layouts()[0];
    let count = count(&arc);
    // SAFETY: nobody else uses the count meanwhile.
    unsafe { count.write(i32::MAX) };
    let many: Vec<_> = (0..3).map(|_| arc.clone()).collect();
    // SAFETY: as above.
    assert_eq!(unsafe { count.read() }, i32::MIN / 2);
    drop(many);
    assert!(KArc::try_unwrap(arc.clone()).is_err());
    let other = arc.clone();
    drop(arc);
    assert_eq!((*other, live()), (5, 1));
    // SAFETY: as above. The leak has been shown, and ends here for the sake of leak checkers.
    unsafe { count.write(1) };
    drop(other);
    assert_eq!((live(), memory), (0, Layout::new::<[u32; 2]>()));
}

#[test]
fn memory_is_freed_when_a_drop_panics() {
    let drops = Cell::new(0);
    let arc = KArc::new(Bomb(&drops), GFP_KERNEL).unwrap();
    drop(arc.clone());
    panics(|| drop(arc));
    assert_eq!((live(), drops.get()), (0, 1));
}

#[test]
fn one_word_and_what_may_be_sent() {
    fn both<T: Send + Sync + Unpin>() {}
    both::<KArc<u32>>();
    let word = size_of::<usize>();
    assert_eq!(size_of::<Option<KArc<[u8; 64]>>>(), word);
    assert_eq!(size_of::<Option<KArc<dyn Debug>>>(), 2 * word);
    let one = KArc::new(1, GFP_KERNEL).unwrap();
    let two = KArc::new(2, GFP_KERNEL).unwrap();
    assert!(one < two && one != two && format!("{one} {two:?}") == "1 2");
    assert!(!KArc::ptr_eq(&one, &KArc::new(1, GFP_KERNEL).unwrap()));
}
