// A word goes to another thread if the enum may.
use kelson::Word;
use std::{rc::Rc, thread};

#[derive(kelson::Word)]
enum Entry {
    At(Rc<u64>),
    Nothing,
}

fn main() {
    let entry = Word::new(Entry::At(Rc::new(1)));
    let _ = thread::spawn(move || drop(entry)); //~ E0277
    let _ = thread::spawn(|| drop(Box::new(1)));
    let _ = Word::new(Entry::Nothing);
}
