// A reference needs no macro; the message says what does.
use kelson::project;

struct Ring {
    head: u32,
}

fn main() {
    let ring = Ring { head: 1 };
    let _head = &ring.head;
    let _head = project!(&ring, .head); //~ ERROR: `&Ring` cannot be projected
    //~^ ERROR: `&Ring` cannot be projected
}
