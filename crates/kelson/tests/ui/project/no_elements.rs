// A struct has no elements to number.
use kelson::project;

struct Ring {
    slots: [u32; 4],
}

fn main() {
    let ring: *const Ring = core::ptr::null();
    let _slot = project!(ring, .slots[try: 2]);
    let _slot = project!(ring, [try: 2]); //~ ERROR: `Ring` has no elements
}
