// A path is made of fields and elements only.
use kelson::project;

struct Ring {
    head: [u32; 4],
}

fn main() {
    let ring: *const Ring = core::ptr::null();
    let _first = project!(ring, .head[0]);
    let _first = project!(ring, .head.first()); //~ ERROR: this is a call
}
