// An index is a `usize`; a range is none.
use kelson::project;

struct Ring {
    slots: [u32; 4],
}

fn main() {
    let ring: *const Ring = core::ptr::null();
    let _slots = project!(ring, .slots[1..3]); //~ ERROR: mismatched types
    let _slot = project!(ring, .slots[try: "2"]); //~ ERROR: mismatched types
}
