// An initializer may rely on its value staying where it is, so it does not build one that moves.
use core::marker::PhantomPinned;
use kelson::init::value;
use kelson::build;

struct Node {
    count: u32,
    pin: PhantomPinned,
}

fn node() -> Node {
    build!(Node, |n| {
        n.count <- value(8);
        n.pin <- value(PhantomPinned); //~ ERROR: `PhantomPinned` has to stay where it is
    })
}

fn main() {
    let _ = (node().count, node().pin);
}
