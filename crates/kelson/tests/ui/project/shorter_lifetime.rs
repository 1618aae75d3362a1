// A field keeps its type exactly: a cell of long references takes no short one.
use core::cell::Cell;
use kelson::project;

struct Names<'long> {
    first: &'long str,
}

fn rename<'long: 'short, 'short>(names: &'short Cell<Names<'long>>, name: &'short str) {
    let first: &Cell<&'long str> = project!(names, .first);
    let shorter: &Cell<&'short str> = project!(names, .first); //~ ERROR: lifetime may not live long enough
    shorter.set(name);
    println!("{}", first.get());
}

fn main() {
    let names = Cell::new(Names { first: "eth0" });
    rename(&names, &String::from("lo"));
    println!("{}", names.into_inner().first);
}
