// A pinned value's fields are pinned only if its type promises that.
use core::marker::PhantomPinned;
use core::pin::Pin;
use kelson::{project, Structural};

struct Node {
    tag: u32,
    _pinned: PhantomPinned,
}

struct Promised(Node);

// SAFETY: nothing moves out of a pinned one, and it has no `Drop`.
unsafe impl Structural for Promised {}

fn node(promised: Pin<&mut Promised>) -> Pin<&mut Node> {
    project!(promised, .0)
}

fn tag(node: Pin<&mut Node>) -> &mut u32 {
    project!(node, .tag).get_mut() //~ ERROR: the fields of `Node` are not known to be pinned
}

fn main() {
    let mut promised = Box::pin(Promised(Node { tag: 1, _pinned: PhantomPinned }));
    tag(node(promised.as_mut()));
}
