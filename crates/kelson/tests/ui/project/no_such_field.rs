// A misspelt field is what rustc says of it.
use kelson::project;

struct Ring {
    head: u32,
    tail: u32,
}

fn main() {
    let ring: *const Ring = core::ptr::null();
    let _head = project!(ring, .head);
    let _tail = project!(ring, .tial); //~ ERROR: no field `tial` on type `Ring`
}
