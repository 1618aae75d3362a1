// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that are used up, in a program whose panics unwind: what is dropped is found at run time.
//!
//! What does not build where panics abort is in `tests/ui/linear`, and what does is in
//! `tests/cost/linear.rs`.

use kelson::{linear, Linear, Obligation};
use std::cell::Cell;
use std::mem::{needs_drop, size_of};
use std::panic::{catch_unwind, AssertUnwindSafe};

linear! {
    /// How a transaction ends.
    pub Ended: "a transaction ends by `commit` or `roll_back`";
    Answered: "answer it";
}

struct Counted<'a>(&'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

/// What somebody who panics says.
fn message(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).expect_err("it does not panic");
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()))
        .unwrap()
}

#[test]
fn what_is_consumed_is_a_value_like_any_other() {
    let drops = Cell::new(0);
    let mut linear = <Linear<_>>::new((1, Counted(&drops)));
    linear.0 += 1;
    let (number, counted) = linear.consume();
    assert_eq!((number, drops.get()), (2, 0));
    drop(counted);
    assert_eq!(drops.get(), 1);
}

#[test]
fn what_is_dropped_says_what_to_do() {
    assert_eq!(
        message(|| drop(Linear::<_, Ended>::new(3))),
        "a transaction ends by `commit` or `roll_back`"
    );
    assert_eq!(
        message(|| drop(<Linear<_>>::new(3))),
        "a linear value is dropped; use it up by `consume`"
    );
    assert_eq!(
        message(|| drop(vec![Linear::<_, Answered>::new(3)])),
        "answer it"
    );
    // In a field, and on one of two paths.
    struct Request(Linear<u32, Answered>);
    let answer = |request: Request, early: bool| {
        if early {
            return 0;
        }
        request.0.consume()
    };
    assert_eq!(answer(Request(Linear::new(4)), false), 4);
    assert_eq!(
        message(|| assert_eq!(answer(Request(Linear::new(4)), true), 0)),
        "answer it"
    );
}

#[test]
fn options_are_said_to_be_empty() {
    let mut slot: Option<Linear<u32>> = Some(Linear::new(7));
    let taken = slot.take().map(Linear::consume);
    Linear::expect_none(slot);
    assert_eq!(taken, Some(7));
    let full: Option<Linear<_, Answered>> = Some(Linear::new(7));
    assert_eq!(message(|| Linear::expect_none(full)), "answer it");
}

#[test]
fn it_is_the_value_and_has_a_drop() {
    assert_eq!(size_of::<Linear<u32>>(), 4);
    assert_eq!(size_of::<Option<Linear<Box<u32>>>>(), size_of::<usize>());
    assert!(needs_drop::<Linear<u32>>());
    const { assert!(!Ended::AT_BUILD, "these tests unwind") };
    assert_eq!(
        Ended::MESSAGE,
        "a transaction ends by `commit` or `roll_back`"
    );
    let linear = <Linear<_>>::new(5);
    assert_eq!(format!("{linear:?} {}", *linear), "Linear(5) 5");
    linear.consume();
}
