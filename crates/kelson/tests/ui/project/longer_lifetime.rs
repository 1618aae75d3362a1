// Nor does a cell of short references give out a long one.
use core::cell::Cell;
use kelson::project;

struct Names<'a> {
    first: &'a str,
}

fn keep<'a>(names: &Cell<Names<'a>>) -> &'static str {
    let first: &Cell<&'static str> = project!(names, .first); //~ ERROR: lifetime may not live long enough
    first.get()
}

fn main() {
    let name = String::from("eth0");
    keep(&Cell::new(Names { first: &name }));
}
