// Whether a field of a union is valid is for the user to know.
use core::cell::Cell;
use kelson::project;

union Word {
    all: u32,
    flag: bool,
}

fn main() {
    let word = Cell::new(Word { all: 2 });
    // SAFETY: it is valid for all bit patterns.
    let all = unsafe { project!(&word, .all) };
    let flag = project!(&word, .flag); //~ ERROR: access to union field is unsafe
    assert_eq!(flag.get() as u32, all.get());
}
