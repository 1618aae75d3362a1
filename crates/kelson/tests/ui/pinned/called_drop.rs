// A destructor is called by dropping only.
use kelson::init::{Dropping, PinnedDrop};
use kelson::pinned;
use std::cell::Cell;
use std::pin::Pin;

#[pinned(drop)]
struct Timer {
    number: u32,
}

impl PinnedDrop for Timer {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {}
}

fn twice(timer: Pin<&mut Timer>) {
    PinnedDrop::drop(timer, Dropping(())); //~ ERROR: private
}

fn again(timer: Pin<&mut Timer>) {
    PinnedDrop::drop(timer, Dropping::new()); //~ ERROR: call to unsafe function
}

thread_local!(static KEPT: Cell<Option<Dropping<Keeper>>> = const { Cell::new(None) });

#[pinned(drop)]
struct Keeper {
    number: u32,
}

impl PinnedDrop for Keeper {
    fn drop(self: Pin<&mut Self>, dropping: Dropping<Self>) {
        KEPT.set(Some(dropping));
    }
}

fn by_what_was_kept(timer: Pin<&mut Timer>) {
    PinnedDrop::drop(timer, KEPT.take().unwrap()); //~ ERROR: mismatched types
}

fn main() {}
