// The same without `DerefMut`.
use core::ops::Deref;
use kelson::project;

struct Ring {
    head: u32,
}

struct Owner {
    ring: Ring,
}

impl Deref for Owner {
    type Target = Ring;

    fn deref(&self) -> &Ring {
        &self.ring
    }
}

fn main() {
    let owner: *const Owner = core::ptr::null();
    let _head = project!(owner, .ring.head);
    let _head = project!(owner, .head); //~ ERROR: cannot
}
