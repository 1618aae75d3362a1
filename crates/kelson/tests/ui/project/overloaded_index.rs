// Nor is it one through `Index`.
use kelson::project;

struct Queue {
    fixed: [u32; 4],
    grown: Vec<u32>,
}

fn main() {
    let queue: *const Queue = core::ptr::null();
    let _element = project!(queue, .fixed[1]);
    let _element = project!(queue, .grown[1]); //~ E0015
}
