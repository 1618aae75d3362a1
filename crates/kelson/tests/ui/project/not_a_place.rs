// `offset_of_val!` is of a place, whose value it does not read.
use kelson::offset_of_val;

struct Ring {
    head: u32,
}

fn ring() -> Ring {
    Ring { head: 1 }
}

fn main() {
    let kept = ring();
    let _offset = offset_of_val!(kept, .head);
    let _offset = offset_of_val!(ring(), .head); //~ ERROR: cannot take address of a temporary
}
