// Every type on the way has to promise it, not only the first.
use core::marker::PhantomPinned;
use core::pin::Pin;
use kelson::{project, Structural};

struct Outer {
    inner: Inner,
}

// Its `pinned` is not pinned with it: the type may give out `&mut` to it.
struct Inner {
    pinned: PhantomPinned,
}

// SAFETY: nothing moves out of a pinned one, and it has no `Drop`.
unsafe impl Structural for Outer {}

fn step(outer: Pin<&mut Outer>) -> Pin<&mut Inner> {
    project!(outer, .inner)
}

fn steps(outer: Pin<&mut Outer>) -> Pin<&mut PhantomPinned> {
    project!(outer, .inner.pinned) //~ ERROR: the fields of `Inner` are not known to be pinned
}

fn main() {
    let mut outer = Box::pin(Outer { inner: Inner { pinned: PhantomPinned } });
    step(outer.as_mut());
    steps(outer.as_mut());
}
