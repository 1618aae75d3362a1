// A constant index that names parameters is checked for each set of them.
use kelson::project;

struct Queue<const N: usize> {
    slots: [u32; N],
}

fn third<const N: usize>(queue: *const Queue<N>) -> *const u32 {
    project!(queue, .slots[2]) //~ E0080
}

fn main() {
    third::<3>(core::ptr::null());
    third::<2>(core::ptr::null());
}
