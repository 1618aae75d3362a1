// Nor is it one through `Index`.
use core::ops::{Index, IndexMut};
use kelson::project;

struct Queue {
    fixed: [u32; 4],
    ring: Ring,
}

struct Ring {
    slots: [u32; 4],
}

impl Index<usize> for Ring {
    type Output = u32;

    fn index(&self, index: usize) -> &u32 {
        &self.slots[index % 4]
    }
}

impl IndexMut<usize> for Ring {
    fn index_mut(&mut self, index: usize) -> &mut u32 {
        &mut self.slots[index % 4]
    }
}

fn main() {
    let queue: *const Queue = core::ptr::null();
    let _element = project!(queue, .fixed[1]);
    let _element = project!(queue, .ring.slots[1]);
    let _element = project!(queue, .ring[1]); //~ ERROR: cannot call non-const operator
}
