// The macro's own `unsafe` is not around what the user writes.
use kelson::project;

struct Ring {
    slots: [u32; 4],
}

/// # Safety
///
/// None, but a caller has to say so.
const unsafe fn second() -> usize {
    1
}

fn main() {
    let ring: *const Ring = core::ptr::null();
    // SAFETY: it needs nothing.
    let _slot = project!(ring, .slots[unsafe { second() }]);
    let _slot = project!(ring, .slots[second()]); //~ ERROR: call to unsafe function
    let _slot = project!(ring, .slots[try: second()]); //~ ERROR: call to unsafe function
}
