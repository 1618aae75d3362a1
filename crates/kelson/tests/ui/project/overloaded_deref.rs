// A step is never one through `Deref`, which could lead anywhere.
use core::ops::{Deref, DerefMut};
use kelson::project;

struct Ring {
    head: u32,
}

struct Owner {
    ring: Ring,
    count: u32,
}

impl Deref for Owner {
    type Target = Ring;

    fn deref(&self) -> &Ring {
        &self.ring
    }
}

impl DerefMut for Owner {
    fn deref_mut(&mut self) -> &mut Ring {
        &mut self.ring
    }
}

fn main() {
    let owner: *const Owner = core::ptr::null();
    let _count = project!(owner, .count);
    let _head = project!(owner, .ring.head);
    let _head = project!(owner, .head); //~ ERROR: cannot call
}
