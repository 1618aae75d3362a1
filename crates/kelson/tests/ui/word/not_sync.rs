// A word is shared between threads if the enum may be.
use core::cell::Cell;
use kelson::Word;

#[derive(kelson::Word)]
enum Entry {
    At(Box<Cell<u64>>),
    Number(u32),
}

static SHARED: Option<Word<Entry>> = None; //~ E0277

fn main() {
    assert!(SHARED.is_none());
    let _ = Word::new(Entry::Number(1));
    let _ = Word::new(Entry::At(Box::new(Cell::new(1))));
}
