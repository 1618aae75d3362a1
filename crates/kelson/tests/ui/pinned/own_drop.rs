// The destructor of a pinned type is a `PinnedDrop`: `Drop` would give it a reference by which it could move.
use kelson::init::{Dropping, PinnedDrop};
use kelson::pinned;
use std::pin::Pin;

#[pinned] //~ ERROR: DropOfPinnedIsPinnedDrop
struct Plain {
    number: u32,
}

impl Drop for Plain {
    fn drop(&mut self) {}
}

#[pinned]
struct Unsaid {
    number: u32,
}

impl PinnedDrop for Unsaid { //~ ERROR: nothing would call the destructor of `Unsaid`
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {}
}

#[pinned(drop)]
struct Missing { //~ ERROR: the `pinned(drop)` attribute needs a destructor
    number: u32,
}

#[pinned(drop)]
struct NearMiss {
    number: u32,
}

impl PinnedDrop for NearMiss {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {}
}

fn main() {}
