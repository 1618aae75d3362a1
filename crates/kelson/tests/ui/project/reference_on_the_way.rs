// Nor is what a reference points to.
use kelson::project;

struct Queue<'a> {
    ring: &'a mut Ring,
}

struct Ring {
    head: u32,
}

fn main() {
    let queue: *const Queue<'_> = core::ptr::null();
    let _ring = project!(queue, .ring);
    let _head = project!(queue, .ring.head); //~ E0080
}
