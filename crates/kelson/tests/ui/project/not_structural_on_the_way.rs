// Every type on the way has to promise it, not only the first.
use core::marker::PhantomPinned;
use core::pin::Pin;
use kelson::{pinned, project};

#[pinned]
struct Outer {
    inner: Inner,
}

// Its `pinned` is not pinned with it: the type may give out `&mut` to it.
struct Inner {
    pinned: PhantomPinned,
}

fn step(outer: Pin<&mut Outer>) -> Pin<&mut Inner> {
    project!(outer, .inner)
}

fn steps(outer: Pin<&mut Outer>) -> Pin<&mut PhantomPinned> {
    project!(outer, .inner.pinned) //~ ERROR: `Inner` does not promise to keep its fields where they are
}

fn main() {
    let mut outer = Box::pin(Outer { inner: Inner { pinned: PhantomPinned } });
    step(outer.as_mut());
    steps(outer.as_mut());
}
