// SPDX-License-Identifier: MIT OR Apache-2.0

//! Boxes of both forms: what they own, what they free, and what they do when there is no memory.

use super::support::{last_flags, layouts, live, panics, with_budget, Bomb, Checked, Counted};
use kelson::alloc::{
    AllocError, Box as AnyBox, KBox, KVec, Kmalloc, __GFP_ZERO, GFP_ATOMIC, GFP_KERNEL, GFP_NOWAIT,
};
use kelson::init::{self, Vacant};
use kelson::unsize;
use std::alloc::Layout;
use std::cell::Cell;
use std::fmt::Debug;
use std::marker::PhantomPinned;
use std::mem::{size_of, MaybeUninit};
use std::pin::Pin;

trait Shape {
    fn area(&self) -> u32;
    fn scale(&mut self, by: u32);
}

trait Solid: Shape {
    fn volume(&self) -> u32;
}

#[derive(Debug, PartialEq)]
struct Cube(u32);

impl Shape for Cube {
    fn area(&self) -> u32 {
        6 * self.0 * self.0
    }
    fn scale(&mut self, by: u32) {
        self.0 *= by;
    }
}

impl Solid for Cube {
    fn volume(&self) -> u32 {
        self.0.pow(3)
    }
}

#[test]
fn a_value_goes_in_and_comes_out() {
    let drops = Cell::new(0);
    let boxed = KBox::new(Counted(&drops), GFP_ATOMIC).unwrap();
    assert_eq!((live(), last_flags()), (1, Some(GFP_ATOMIC)));
    let inner = KBox::into_inner(boxed);
    assert_eq!((live(), drops.get()), (0, 0));
    drop(inner);
    assert_eq!(drops.get(), 1);
    drop(KBox::new(Counted(&drops), GFP_KERNEL));
    assert_eq!((live(), drops.get()), (0, 2));
}

#[test]
fn failure_drops_the_value_and_nothing_else() {
    let drops = Cell::new(0);
    let failed = with_budget(0, || KBox::new(Counted(&drops), GFP_NOWAIT));
    assert_eq!(failed.map(|_| ()), Err(AllocError));
    assert_eq!(
        (live(), drops.get(), last_flags()),
        (0, 1, Some(GFP_NOWAIT))
    );
    // A value that must not be lost waits until there is memory.
    let kept = Counted(&drops);
    assert!(with_budget(0, || KBox::<Counted<'_>>::new_uninit(GFP_KERNEL)).is_err());
    let memory = KBox::new_uninit(GFP_KERNEL).unwrap();
    drop(KBox::write(memory, kept));
    assert_eq!((live(), drops.get()), (0, 2));
}

#[test]
fn memory_is_kept_from_one_value_to_the_next() {
    let drops = Cell::new(0);
    let boxed = KBox::new(Counted(&drops), GFP_KERNEL).unwrap();
    let address = KBox::as_ptr(&boxed);
    let (value, memory) = KBox::take(boxed);
    // Memory without a value drops none.
    assert_eq!((live(), drops.get()), (1, 0));
    let again = with_budget(0, || KBox::write(memory, value));
    assert_eq!(KBox::as_ptr(&again), address);
    let (_, memory) = KBox::take(again);
    drop(memory);
    assert_eq!((live(), drops.get()), (0, 1));
}

#[test]
fn sizes_of_zero_and_large_alignments() {
    #[repr(align(4096))]
    struct Page([u8; 4096]);

    let unit = with_budget(0, || KBox::new((), GFP_KERNEL)).unwrap();
    let empty: KBox<[u64]> = unsize!(with_budget(0, || KBox::new([0u64; 0], GFP_KERNEL)).unwrap());
    assert_eq!((live(), *unit, empty.len()), (0, (), 0));
    let page = KBox::new(Page([7; 4096]), GFP_KERNEL).unwrap();
    assert_eq!(layouts(), [Layout::from_size_align(4096, 4096).unwrap()]);
    assert_eq!(KBox::as_ptr(&page) as usize % 4096, 0);
    assert!(page.0.iter().all(|byte| *byte == 7));
    drop((unit, empty, page));
    assert_eq!(live(), 0);
}

#[test]
fn zeroed_memory_is_zero() {
    let memory = KBox::<[u32; 64]>::new_uninit(GFP_KERNEL | __GFP_ZERO).unwrap();
    // SAFETY: zero is a valid `u32`, and the flag says that all of it is.
    let zeros = unsafe { AnyBox::assume_init(memory) };
    assert_eq!(*zeros, [0; 64]);
}

#[test]
fn one_word_and_a_niche() {
    let word = size_of::<usize>();
    assert_eq!(size_of::<KBox<[u8; 100]>>(), word);
    assert_eq!(size_of::<Option<KBox<u8>>>(), word);
    assert_eq!(size_of::<Option<Pin<KBox<dyn Shape>>>>(), 2 * word);
}

#[test]
fn unsized_values() {
    let drops = Cell::new(0);
    let _guard = Counted(&drops);
    let mut solid: KBox<dyn Solid + '_> = unsize!(KBox::new(Cube(2), GFP_KERNEL).unwrap());
    solid.scale(2);
    assert_eq!((solid.area(), solid.volume()), (96, 64));
    let slice: KBox<[u16]> = unsize!(KBox::new([1u16, 2, 3], GFP_KERNEL).unwrap());
    assert_eq!(slice.iter().sum::<u16>(), 6);
    let by = 3;
    let closure: KBox<dyn Fn(u32) -> u32 + '_> =
        unsize!(KBox::new(|x| x * by, GFP_KERNEL).unwrap());
    assert_eq!(closure(5), 15);
    // The whole is freed with the layout of the value that was put in, whatever its type is now.
    let dropped: KBox<dyn Debug + '_> = unsize!(KBox::new(Counted(&drops), GFP_KERNEL).unwrap());
    let list: [KBox<dyn Debug + '_>; 2] =
        [dropped, unsize!(KBox::new([1u64; 3], GFP_KERNEL).unwrap())];
    drop(list);
    assert_eq!((drops.get(), live()), (1, 3));
    drop((solid, slice, closure));
    assert_eq!(live(), 0);
}

#[test]
fn unsizing_reaches_generic_values_fields_and_arguments() {
    struct Owner {
        shape: KBox<dyn Shape>,
    }
    fn erase<'a, T: Debug + 'a>(value: T) -> Result<KBox<dyn Debug + 'a>, AllocError> {
        Ok(unsize!(KBox::new(value, GFP_KERNEL)?))
    }
    fn area(shape: KBox<dyn Shape>) -> u32 {
        shape.area()
    }
    let owner = Owner {
        shape: unsize!(KBox::new(Cube(1), GFP_KERNEL).unwrap()),
    };
    assert_eq!(area(owner.shape), 6);
    assert_eq!(format!("{:?}", erase("text").unwrap()), "\"text\"");
    assert!(with_budget(0, || erase(3).is_err()));
    // What is already unsized stays as it is.
    let shape: KBox<dyn Shape> = unsize!(KBox::new(Cube(1), GFP_KERNEL).unwrap());
    let same: KBox<dyn Shape> = unsize!(shape);
    assert_eq!(area(same), 6);
}

#[test]
fn pinned_boxes_stay_pinned() {
    struct Fixed(
        u32,
        #[allow(dead_code, reason = "it is there for what it makes of the type")] PhantomPinned,
    );
    impl Shape for Fixed {
        fn area(&self) -> u32 {
            self.0
        }
        fn scale(&mut self, _: u32) {}
    }
    let pinned = KBox::pin(Fixed(4, PhantomPinned), GFP_KERNEL).unwrap();
    let address: *const Fixed = &*pinned;
    let shape: Pin<KBox<dyn Shape>> = unsize!(pinned);
    assert_eq!(shape.area(), 4);
    assert!(std::ptr::addr_eq(address, &*shape));
    drop(shape);
    assert_eq!(live(), 0);
}

#[test]
fn values_are_built_in_place() {
    #[derive(Debug, PartialEq)]
    enum Error {
        Memory,
        Refused,
    }
    impl From<AllocError> for Error {
        fn from(_: AllocError) -> Self {
            Error::Memory
        }
    }
    let drops = Cell::new(0);
    let refused = KBox::try_emplace(
        init::lazy(|out: init::Uninit<'_, Counted<'_>>| {
            out.write(Counted(&drops));
            Err(Error::Refused)
        }),
        GFP_KERNEL,
    );
    assert_eq!(refused.map(|_| ()), Err(Error::Refused));
    assert_eq!((live(), drops.get()), (0, 1));

    let built = KBox::emplace(init::value(Counted(&drops)), GFP_KERNEL).unwrap();
    let never = with_budget(0, || {
        KBox::try_emplace(
            init::lazy(|out: init::Uninit<'_, u32>| -> Result<_, Error> {
                unreachable!("{:?}", out.as_ptr())
            }),
            GFP_KERNEL,
        )
    });
    assert_eq!(never.map(|_| ()), Err(Error::Memory));
    drop(built);
    assert_eq!((live(), drops.get()), (0, 2));

    // Memory may be got first, and filled where failure is not an option.
    let memory = KBox::<u32>::new_uninit(GFP_KERNEL).unwrap();
    assert_eq!(*with_budget(0, || memory.init(init::value(3))), 3);
}

#[test]
fn memory_is_freed_when_a_drop_panics() {
    let drops = Cell::new(0);
    let bomb = KBox::new(Bomb(&drops), GFP_KERNEL).unwrap();
    panics(|| drop(bomb));
    assert_eq!((live(), drops.get()), (0, 1));
}

#[test]
fn raw_pointers_and_leaks() {
    let boxed = KBox::new(5, GFP_KERNEL).unwrap();
    let raw = KBox::into_raw(boxed);
    // SAFETY: the pointer comes from the line above, and is used once.
    let boxed: KBox<i32> = unsafe { AnyBox::from_raw(raw) };
    let lent: &'static mut i32 = KBox::leak(boxed);
    *lent += 1;
    assert_eq!((*lent, live()), (6, 1));
    // SAFETY: as above; `lent` is not used again.
    drop(unsafe { KBox::from_raw(lent) });
    assert_eq!(live(), 0);
}

#[test]
fn boxes_go_where_their_values_may() {
    fn both<T: Send + Sync + Unpin>() {}
    both::<KBox<u32>>();
    both::<AnyBox<dyn Debug + Send + Sync, Kmalloc>>();
    // The allocator's own type is in no box.
    both::<AnyBox<u32, Checked>>();

    let boxed: AnyBox<_, Mine> = AnyBox::new([1, 2, 3], GFP_KERNEL).unwrap();
    let sum = std::thread::spawn(move || boxed.iter().sum::<i32>());
    assert_eq!(sum.join().unwrap(), 6);
}

/// Rust's own memory, which has no notion of threads.
type Mine = kelson::alloc::global::Rust;

#[test]
fn boxes_do_as_their_values_do() {
    let one = KBox::new(1, GFP_KERNEL).unwrap();
    let two = KBox::new(2, GFP_KERNEL).unwrap();
    assert!(one < two && one == KBox::try_clone(&one, GFP_KERNEL).unwrap());
    assert!(with_budget(0, || KBox::try_clone(&one, GFP_KERNEL)).is_err());
    assert_eq!(format!("{one} {one:?}"), "1 1");
    let mut numbers: KBox<dyn Iterator<Item = u32>> = unsize!(KBox::new(1..4, GFP_KERNEL).unwrap());
    assert_eq!(numbers.next(), Some(1));
    assert_eq!(numbers.sum::<u32>(), 5);
    let list = [KBox::new(3, GFP_KERNEL), KBox::new(4, GFP_KERNEL)].map(Result::unwrap);
    let set: std::collections::BTreeSet<_> = list.into_iter().collect();
    // Found by what is in it.
    assert!(set.contains(&3) && !set.contains(&5));
}

#[test]
fn a_vector_becomes_a_box() {
    let mut vec = KVec::with_capacity(8, GFP_KERNEL).unwrap();
    vec.extend([1u16, 2, 3], GFP_KERNEL).unwrap();
    let boxed = vec.into_boxed_slice(GFP_KERNEL).unwrap();
    assert_eq!(layouts(), [Layout::new::<[u16; 3]>()]);
    assert_eq!(*boxed, [1, 2, 3]);
    let none = KVec::<u16>::with_capacity(8, GFP_KERNEL).unwrap();
    assert!(none.into_boxed_slice(GFP_KERNEL).unwrap().is_empty());
    drop(boxed);
    assert_eq!(live(), 0);
}

#[test]
fn uninitialized_memory_may_stay_so() {
    let memory: KBox<MaybeUninit<String>> = KBox::new_uninit(GFP_KERNEL).unwrap();
    drop(memory);
    assert_eq!(live(), 0);
}
