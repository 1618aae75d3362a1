// SPDX-License-Identifier: MIT OR Apache-2.0

//! Smart pointers on `Dangle` and `ThinDangle`, beside `std`'s `Box` in the same places.
//!
//! What has to be refused is in `tests/ui/dangle`.

use super::support::{panics, Bomb, Counted};
use kelson::{Dangle, Owned, Release, ThinDangle};
use std::cell::Cell;
use std::mem::size_of;
use std::ops::Deref;
use std::ptr::NonNull;

/// A box whose second word says how to free it.
struct Fat<T>(Dangle<T>);

enum Free {}

impl<T> Release<T> for Free {
    unsafe fn release(value: NonNull<T>) {
        // SAFETY: every value that is released by this was made of a `Box`.
        drop(unsafe { Box::from_raw(value.as_ptr()) });
    }
}

impl<T> Fat<T> {
    fn new(value: T) -> Self {
        let value = NonNull::from(Box::leak(Box::new(value)));
        // SAFETY: it is a `Box`, which `Free` drops and does nothing else with.
        Fat(unsafe { Dangle::new::<Free>(value) })
    }

    fn into_inner(self) -> T {
        // SAFETY: it is a `Box`, which nobody owns any more.
        *unsafe { Box::from_raw(self.0.into_inner().as_ptr()) }
    }
}

impl<T> Deref for Fat<T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: the value is there as long as `self` is.
        unsafe { self.0.as_ptr().as_ref() }
    }
}

/// A shared pointer of one word: the count and how to free are in memory.
struct Thin<T>(ThinDangle<(Cell<usize>, T)>);

enum Count {}

impl<T> Release<Owned<(Cell<usize>, T)>> for Count {
    unsafe fn release(value: NonNull<Owned<(Cell<usize>, T)>>) {
        // SAFETY: the value is there as long as the count is not zero.
        let count = unsafe { &value.as_ref().value.0 };
        count.set(count.get() - 1);
        if count.get() == 0 {
            // SAFETY: `Thin::new` made it of a `Box`, and this was the last owner.
            drop(unsafe { Box::from_raw(value.as_ptr()) });
        }
    }
}

impl<T> Thin<T> {
    fn new(value: T) -> Self {
        let owned = Owned::new::<Count>((Cell::new(1), value));
        let owned = NonNull::from(Box::leak(Box::new(owned)));
        // SAFETY: `Count` gives up one share, and only looks at the count.
        Thin(unsafe { ThinDangle::new(owned) })
    }

    fn inner(&self) -> &(Cell<usize>, T) {
        // SAFETY: the value is there as long as `self` is.
        unsafe { &self.0.as_ptr().as_ref().value }
    }
}

impl<T> Clone for Thin<T> {
    fn clone(&self) -> Self {
        let count = &self.inner().0;
        count.set(count.get() + 1);
        // SAFETY: a share was added, which the new pointer owns.
        Thin(unsafe { ThinDangle::new(self.0.as_ptr()) })
    }
}

impl<T> Deref for Thin<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner().1
    }
}

// Each case is there for the three of them: what compiles for `Box` compiles for all.
macro_rules! as_box {
    ($($module:ident: $Box:ident;)+) => {$(
        mod $module {
            use super::*;

            #[test]
            fn what_is_borrowed_may_be_gone() {
                let (boxed, number);
                number = 5;
                boxed = $Box::new(&number);
                assert_eq!(**boxed, 5);
            }

            #[test]
            fn boxes_may_refer_to_each_other() {
                struct Node<'a> {
                    name: &'static str,
                    next: Cell<Option<&'a Node<'a>>>,
                }
                let one = $Box::new(Node { name: "one", next: Cell::new(None) });
                let two = $Box::new(Node { name: "two", next: Cell::new(Some(&*one)) });
                one.next.set(Some(&*two));
                let back = one.next.get().and_then(|node| node.next.get());
                assert_eq!(back.map(|node| node.name), Some("one"));
            }

            #[test]
            fn a_box_in_a_box_too() {
                let (boxed, number);
                number = 5;
                boxed = $Box::new($Box::new([&number; 3]));
                assert_eq!(*boxed[2], 5);
            }

            #[test]
            fn lifetimes_can_be_shortened() {
                fn shorter<'a>(boxed: $Box<&'static u32>, _: &'a u32) -> $Box<&'a u32> {
                    boxed
                }
                let local = 3;
                assert_eq!(**shorter($Box::new(&7), &local), 7);
            }

            #[test]
            fn values_are_dropped_once() {
                let drops = Cell::new(0);
                let boxed = $Box::new($Box::new(Counted(&drops)));
                let other = $Box::new(Counted(&drops));
                assert_eq!(drops.get(), 0);
                drop(boxed);
                assert_eq!(drops.get(), 1);
                drop(other);
                assert_eq!(drops.get(), 2);
                let bomb = $Box::new(Bomb(&drops));
                panics(|| drop(bomb));
                assert_eq!(drops.get(), 3);
            }
        }
    )+};
}

as_box! {
    of_std: Box;
    fat: Fat;
    thin: Thin;
}

#[test]
fn what_it_costs_is_a_word_here_or_there() {
    let word = size_of::<usize>();
    assert_eq!(size_of::<Fat<[u8; 100]>>(), 2 * word);
    assert_eq!(size_of::<Option<Fat<u8>>>(), 2 * word);
    assert_eq!(size_of::<Option<Thin<[u8; 100]>>>(), word);
    assert_eq!(size_of::<Owned<u64>>(), word + 8);
}

#[test]
fn ownership_can_be_given_up() {
    let drops = Cell::new(0);
    let counted = Fat::new(Counted(&drops)).into_inner();
    assert_eq!(drops.get(), 0);
    drop(counted);
    assert_eq!(drops.get(), 1);
}

#[test]
fn shares_of_a_thin_owner() {
    let drops = Cell::new(0);
    let one = Thin::new(Counted(&drops));
    let two = one.clone();
    drop(one);
    assert_eq!((drops.get(), two.inner().0.get()), (0, 1));
    drop(two);
    assert_eq!(drops.get(), 1);
}
