// What a `Box` points to is not part of the value.
use kelson::project;

struct Queue {
    ring: Box<Ring>,
}

struct Ring {
    head: u32,
}

fn main() {
    let queue: *const Queue = core::ptr::null();
    let _ring = project!(queue, .ring);
    let _head = project!(queue, .ring.head); //~ E0080
}
