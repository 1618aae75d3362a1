// There is one mutable view at a time.
use kelson::Word;

#[derive(kelson::Word)]
enum Entry {
    At(Box<u64>),
    Nothing,
}

fn main() {
    let mut entry = Word::new(Entry::At(Box::new(1)));
    let one = entry.as_mut();
    let other = entry.as_mut(); //~ E0499
    if let (EntryMut::At(one), EntryMut::At(other)) = (one, other) {
        core::mem::swap(one, other);
    }
    entry = Word::new(Entry::Nothing);
    drop(entry);
}
