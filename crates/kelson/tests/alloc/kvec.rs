// SPDX-License-Identifier: MIT OR Apache-2.0

//! Vectors: what is in them after each operation, and after each operation that fails.

use super::support::{last_flags, layouts, live, panics, with_budget, Bomb, Counted};
use kelson::alloc::{AllocError, InsertError, KVec, GFP_ATOMIC, GFP_KERNEL};
use std::alloc::Layout;
use std::cell::Cell;
use std::mem;

fn vec_of<T: Clone>(items: &[T]) -> KVec<T> {
    let mut vec = KVec::new();
    vec.extend_from_slice(items, GFP_KERNEL).unwrap();
    vec
}

#[test]
fn items_are_pushed_and_popped() {
    let mut vec = KVec::new();
    assert_eq!((live(), vec.capacity(), vec.pop()), (0, 0, None));
    for item in 0..100u32 {
        vec.push(item, GFP_ATOMIC).unwrap();
        assert_eq!(vec.last(), Some(&item));
    }
    assert_eq!((live(), last_flags()), (1, Some(GFP_ATOMIC)));
    assert!(vec.iter().copied().eq(0..100));
    for item in (0..100).rev() {
        assert_eq!(vec.pop(), Some(item));
    }
    assert!(vec.is_empty() && vec.pop().is_none());
    drop(vec);
    assert_eq!(live(), 0);
}

#[test]
fn failure_leaves_the_vector_as_it_was() {
    let drops = Cell::new(0);
    let mut vec = KVec::with_capacity(2, GFP_KERNEL).unwrap();
    vec.push(Counted(&drops), GFP_KERNEL).unwrap();
    vec.push(Counted(&drops), GFP_KERNEL).unwrap();
    with_budget(0, || {
        assert_eq!(vec.push(Counted(&drops), GFP_KERNEL), Err(AllocError));
        assert_eq!((vec.len(), drops.get()), (2, 1));
        let failed = vec.insert(0, Counted(&drops), GFP_KERNEL);
        assert_eq!(failed, Err(InsertError::OutOfMemory));
        assert_eq!((vec.len(), drops.get()), (2, 2));
        let one = [Counted(&drops)];
        assert_eq!(vec.extend_from_slice(&one, GFP_KERNEL), Err(AllocError));
        assert_eq!((vec.len(), drops.get()), (2, 2));
        mem::forget(one);
        assert!(vec.try_clone(GFP_KERNEL).is_err());
        assert_eq!(vec.resize(9, Counted(&drops), GFP_KERNEL), Err(AllocError));
        assert_eq!((vec.len(), vec.capacity(), drops.get()), (2, 2, 3));
        let Err(back) = vec.push_within_capacity(Counted(&drops)) else {
            panic!("there is no room")
        };
        mem::forget(back);
    });
    drop(vec);
    assert_eq!((live(), drops.get()), (0, 5));
}

#[test]
fn extending_stops_where_memory_does() {
    let drops = Cell::new(0);
    let mut vec = KVec::new();
    let mut iter = (0..10).map(|_| Counted(&drops));
    // An iterator that hides its length, so that there is more than one allocation.
    let hidden = std::iter::from_fn(|| iter.next());
    let result = with_budget(1, || vec.extend(hidden, GFP_KERNEL));
    // The first allocation is for four. The fifth was at hand.
    assert_eq!((result, vec.len(), drops.get()), (Err(AllocError), 4, 1));
    drop(vec);
    assert_eq!((live(), drops.get()), (0, 5));
    let collected = with_budget(1, || KVec::try_from_iter(0..10, GFP_KERNEL));
    assert_eq!(collected.unwrap(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn impossible_lengths_are_errors() {
    let mut vec = vec_of(&[1u64]);
    for additional in [usize::MAX, usize::MAX / 8, isize::MAX as usize / 8] {
        assert_eq!(vec.reserve(additional, GFP_KERNEL), Err(AllocError));
    }
    assert!(KVec::<u64>::with_capacity(usize::MAX / 2, GFP_KERNEL).is_err());
    assert_eq!(vec, [1]);
    let mut units = KVec::<()>::new();
    // SAFETY: so many items without size are as valid as one.
    unsafe { units.set_len(usize::MAX) };
    assert_eq!(units.push((), GFP_KERNEL), Err(AllocError));
    assert_eq!(units.len(), usize::MAX);
}

#[test]
fn items_are_inserted_and_removed() {
    let mut vec = vec_of(&["a", "b", "d"]);
    vec.insert(2, "c", GFP_KERNEL).unwrap();
    vec.insert(4, "e", GFP_KERNEL).unwrap();
    vec.insert(0, "_", GFP_KERNEL).unwrap();
    assert_eq!(vec, ["_", "a", "b", "c", "d", "e"]);
    assert_eq!(
        vec.insert(7, "x", GFP_KERNEL),
        Err(InsertError::IndexOutOfBounds)
    );
    assert_eq!(
        (vec.remove(0), vec.remove(4), vec.remove(4)),
        (Some("_"), Some("e"), None)
    );
    assert_eq!((vec.swap_remove(0), vec.swap_remove(3)), (Some("a"), None));
    assert_eq!(vec, ["d", "b", "c"]);
    vec.retain(|item| *item != "b");
    assert_eq!(vec, ["d", "c"]);
    vec.truncate(9);
    vec.truncate(1);
    vec.resize(3, "z", GFP_KERNEL).unwrap();
    assert_eq!(vec, ["d", "z", "z"]);
    vec.resize(0, "z", GFP_KERNEL).unwrap();
    assert!(vec.is_empty());
}

#[test]
fn owned_items_survive_every_operation() {
    let mut vec = KVec::new();
    for number in 0..40 {
        vec.insert(number / 2, number.to_string(), GFP_KERNEL)
            .unwrap();
    }
    vec.retain(|text| text.len() == 2);
    assert_eq!(vec.len(), 30);
    assert_eq!(vec.drain(5..10).collect::<Vec<_>>().len(), 5);
    let cloned = vec.try_clone(GFP_KERNEL).unwrap();
    vec.swap_remove(3);
    let mut left: Vec<String> = vec.into_iter().collect();
    left.extend(cloned);
    assert_eq!(left.len(), 24 + 25);
    assert!(left.iter().all(|text| text.parse::<u32>().unwrap() >= 10));
    assert_eq!(live(), 0);
}

#[test]
fn memory_grows_and_shrinks() {
    let mut vec = vec_of(&[1u32, 2, 3, 4, 5]);
    vec.reserve(20, GFP_KERNEL).unwrap();
    let room = vec.capacity();
    assert!(room >= 25);
    with_budget(0, || vec.extend(6..=25, GFP_KERNEL)).unwrap();
    vec.truncate(3);
    assert!(with_budget(0, || vec.shrink_to_fit(GFP_KERNEL)).is_err());
    assert_eq!((vec.capacity(), &*vec), (room, &[1, 2, 3][..]));
    vec.shrink_to_fit(GFP_KERNEL).unwrap();
    assert_eq!(layouts(), [Layout::new::<[u32; 3]>()]);
    assert_eq!(vec, [1, 2, 3]);
    vec.clear();
    // Giving all of it back cannot fail.
    with_budget(0, || vec.shrink_to_fit(GFP_KERNEL)).unwrap();
    assert_eq!((live(), vec.capacity()), (0, 0));
    vec.push(9, GFP_KERNEL).unwrap();
    assert_eq!(vec, [9]);
}

#[test]
fn items_without_size_take_no_memory() {
    let drops = Cell::new(0);
    struct Unit;
    thread_local!(static DROPPED: Cell<u32> = const { Cell::new(0) });
    impl Drop for Unit {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    with_budget(0, || {
        let mut vec = KVec::with_capacity(10, GFP_KERNEL).unwrap();
        for _ in 0..10 {
            vec.push(Unit, GFP_KERNEL).unwrap();
        }
        vec.remove(3);
        vec.insert(0, Unit, GFP_KERNEL).unwrap();
        vec.shrink_to_fit(GFP_KERNEL).unwrap();
        assert_eq!(vec.drain(2..4).count(), 2);
        assert_eq!(vec.into_iter().rev().take(3).count(), 3);
    });
    drops.set(DROPPED.get());
    assert_eq!((live(), drops.get()), (0, 11));
}

#[test]
fn draining_closes_the_gap() {
    let mut vec = KVec::try_from_iter(0..10, GFP_KERNEL).unwrap();
    assert!(vec.drain(2..5).eq([2, 3, 4]));
    assert_eq!(vec, [0, 1, 5, 6, 7, 8, 9]);
    {
        let mut some = vec.drain(1..=4);
        assert_eq!((some.len(), some.as_slice()), (4, &[1, 5, 6, 7][..]));
        assert_eq!(
            (some.next(), some.next_back(), some.len()),
            (Some(1), Some(7), 2)
        );
    }
    assert_eq!(vec, [0, 8, 9]);
    assert_eq!(vec.drain(3..).next(), None);
    assert!(vec.drain(..).eq([0, 8, 9]));
    assert!(vec.is_empty());
    // What is forgotten is lost, and nothing is there twice.
    let (drops, before) = (Cell::new(0), live());
    let mut owned = KVec::try_from_iter((0..4).map(|_| Counted(&drops)), GFP_KERNEL).unwrap();
    mem::forget(owned.drain(1..3));
    assert_eq!((owned.len(), drops.get()), (1, 0));
    drop(owned);
    assert_eq!((live(), drops.get()), (before, 1));
}

#[test]
fn bad_ranges_panic_as_with_slices() {
    let mut vec = vec_of(&[1, 2, 3]);
    panics(|| drop(vec.drain(2..5)));
    #[allow(clippy::reversed_empty_ranges, reason = "it is what is refused")]
    panics(|| drop(vec.drain(2..1)));
    panics(|| drop(vec.drain(..=usize::MAX)));
    assert_eq!(vec, [1, 2, 3]);
}

#[test]
fn iteration_by_value_goes_both_ways() {
    let drops = Cell::new(0);
    let vec = KVec::try_from_iter((0..6).map(|n| (n, Counted(&drops))), GFP_KERNEL).unwrap();
    let mut iter = vec.into_iter();
    assert_eq!(iter.len(), 6);
    assert_eq!(iter.next().map(|item| item.0), Some(0));
    assert_eq!(iter.next_back().map(|item| item.0), Some(5));
    assert_eq!((iter.as_slice().len(), drops.get()), (4, 2));
    // The rest goes back to a vector without allocating.
    let rest = with_budget(0, || iter.into_vec());
    assert_eq!(
        rest.iter().map(|item| item.0).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    let mut iter = rest.into_iter();
    iter.next();
    drop(iter);
    assert_eq!((live(), drops.get()), (0, 6));
}

#[test]
fn memory_is_freed_when_a_drop_panics() {
    let drops = Cell::new(0);
    let three = || {
        let mut vec = KVec::new();
        for _ in 0..3 {
            vec.push(None, GFP_KERNEL).unwrap();
        }
        vec[1] = Some(Bomb(&drops));
        vec
    };
    panics(|| drop(three()));
    panics(|| drop(three().into_iter()));
    panics(|| three().truncate(1));
    let mut vec = three();
    panics(|| drop(vec.drain(..2)));
    // The tail is there after all.
    assert_eq!(vec.len(), 1);
    drop(vec);
    assert_eq!((live(), drops.get()), (0, 4));
}

#[test]
fn a_clone_that_panics_leaves_a_valid_vector() {
    struct Picky<'a>(Counted<'a>, bool);
    impl Clone for Picky<'_> {
        fn clone(&self) -> Self {
            assert!(self.1, "not this one");
            Picky(self.0.clone(), true)
        }
    }
    let drops = Cell::new(0);
    let items = [true, true, false].map(|yes| Picky(Counted(&drops), yes));
    let mut vec = KVec::new();
    panics(|| vec.extend_from_slice(&items, GFP_KERNEL).unwrap());
    assert_eq!(vec.len(), 2);
    drop(vec);
    assert_eq!((live(), drops.get()), (0, 2));
}

#[test]
fn parts_and_spare_room() {
    let mut vec = KVec::<u8>::with_capacity(4, GFP_KERNEL).unwrap();
    for (number, place) in vec.spare_capacity_mut().iter_mut().enumerate() {
        place.write(number as u8);
    }
    // SAFETY: the four have just been written.
    unsafe { vec.set_len(4) };
    let (items, length, capacity) = vec.into_raw_parts();
    // SAFETY: the parts are those of a vector that is no more.
    let vec = unsafe { KVec::from_raw_parts(items, length, capacity) };
    assert_eq!(vec, [0, 1, 2, 3]);
}

#[test]
fn vectors_do_as_slices_do() {
    let vec = vec_of(&[3, 1, 2]);
    assert!(vec < vec_of(&[3, 2]) && vec == vec.try_clone(GFP_KERNEL).unwrap());
    assert_eq!(format!("{vec:?}"), "[3, 1, 2]");
    let mut sorted = vec;
    sorted.sort_unstable();
    for item in &mut sorted {
        *item += 1;
    }
    assert_eq!((&sorted).into_iter().sum::<i32>(), 9);
    assert_eq!(sorted.binary_search(&3), Ok(1));
    assert_eq!(KVec::<u8>::default(), KVec::new());
}
