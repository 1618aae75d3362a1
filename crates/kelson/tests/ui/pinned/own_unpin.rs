// Nobody declares a pinned type movable whose fields are not.
use kelson::pinned;
use std::marker::PhantomPinned;

#[pinned] //~ ERROR: conflicting implementations of trait `Unpin`
struct Timer {
    _pin: PhantomPinned,
}

impl Unpin for Timer {}

fn main() {}
