// A pinned value's fields are pinned only if its type promises that.
use core::marker::PhantomPinned;
use core::pin::Pin;
use kelson::{pinned, project};

struct Node {
    tag: u32,
    _pinned: PhantomPinned,
}

#[pinned]
struct Promised(Node);

fn node(promised: Pin<&mut Promised>) -> Pin<&mut Node> {
    project!(promised, .0)
}

fn tag(node: Pin<&mut Node>) -> &mut u32 {
    project!(node, .tag).get_mut() //~ ERROR: `Node` does not promise to keep its fields where they are
}

fn main() {
    let mut promised = Box::pin(Promised(Node { tag: 1, _pinned: PhantomPinned }));
    tag(node(promised.as_mut()));
}
