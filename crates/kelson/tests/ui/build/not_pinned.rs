// Nor does it in a place of a type that does not keep its fields pinned.
use core::marker::PhantomPinned;
use kelson::init::{value, InPlace, Uninit};
use kelson::build;

struct Node {
    count: u32,
    pin: PhantomPinned,
}

fn node(out: Uninit<'_, Node>) -> InPlace<'_, Node> {
    build!(out => Node, |n| {
        n.count <- value(8);
        n.pin <- value(PhantomPinned); //~ ERROR: `PhantomPinned` has to stay where it is
    })
}

fn main() {
    let _ = node;
    let _ = |node: Node| (node.count, node.pin);
}
