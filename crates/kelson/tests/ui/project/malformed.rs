// A path that is none says what one looks like.
use kelson::{offset_of_val, project};

struct Ring {
    slots: [(u32, u32); 4],
}

fn main() {
    let ring: *const Ring = core::ptr::null();
    project!(ring); //~ ERROR: expected a comma and a path
    project!(ring,); //~ ERROR: there is no path
    project!(ring, slots); //~ ERROR: expected `.field`
    project!(ring, .slots[]); //~ ERROR: an element needs an index
    project!(ring, .slots[try 2]); //~ ERROR: expected `try: index`
    project!(ring, .slots[try:]); //~ ERROR: an element needs an index
    project!(ring, .slots[1].0x1); //~ ERROR: expected the name or the number of a field
    project!(ring, .slots[1].); //~ ERROR: expected the name or the number of a field
    project!(ring, .slots.await); //~ ERROR: expected the name or the number of a field
    project!(ring, .slots + 1); //~ ERROR: expected `.field`
    offset_of_val!(ring); //~ ERROR: expected a comma and a path
}
