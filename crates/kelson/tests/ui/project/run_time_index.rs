// An index that only the running program knows says so.
use kelson::project;

struct Ring {
    slots: [u32; 4],
}

fn slot(ring: *const Ring, index: usize) -> *const u32 {
    project!(ring, .slots[index]) //~ ERROR: attempt to use a non-constant value in a constant
}

fn checked(ring: *const Ring, index: usize) -> Option<*const u32> {
    project!(ring, .slots[try: index])
}

fn main() {
    slot(core::ptr::null(), checked(core::ptr::null(), 5).is_some() as usize);
}
