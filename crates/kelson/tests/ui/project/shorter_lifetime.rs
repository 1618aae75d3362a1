// A field keeps its type exactly: a cell of long references takes no short one.
use core::cell::Cell;
use kelson::project;

struct Names {
    first: &'static str,
}

fn rename<'a>(names: &Cell<Names>, name: &'a str) {
    let first: &Cell<&'a str> = project!(names, .first); //~ ERROR: lifetime may not live long enough
    first.set(name);
}

fn main() {
    let names = Cell::new(Names { first: "eth0" });
    rename(&names, &String::from("lo"));
    println!("{}", names.into_inner().first);
}
