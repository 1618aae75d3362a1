// A constant index is checked while building.
use kelson::project;

struct Queue {
    slots: [u32; 4],
}

fn main() {
    let queue: *const Queue = core::ptr::null();
    let _last = project!(queue, .slots[3]);
    let _none = project!(queue, .slots[4]); //~ E0080
}
