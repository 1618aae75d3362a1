// A destructor is called by dropping only.
use kelson::init::{Dropping, PinnedDrop};
use kelson::pinned;
use std::pin::Pin;

#[pinned(drop)]
struct Timer {
    number: u32,
}

impl PinnedDrop for Timer {
    fn drop(self: Pin<&mut Self>, _: Dropping) {}
}

fn twice(timer: Pin<&mut Timer>) {
    PinnedDrop::drop(timer, Dropping(())); //~ ERROR: private
}

fn again(timer: Pin<&mut Timer>) {
    PinnedDrop::drop(timer, Dropping::new()); //~ ERROR: call to unsafe function
}

fn main() {}
