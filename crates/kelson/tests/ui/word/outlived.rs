// What a word gives is borrowed of it.
//@no-rustfix
use kelson::Word;

#[derive(kelson::Word)]
enum Entry {
    At(Box<u64>),
    Nothing,
}

fn main() {
    let mut entry = Word::new(Entry::At(Box::new(1)));
    let seen = entry.as_ref();
    entry = Word::new(Entry::Nothing); //~ E0506
    if let EntryRef::At(at) = seen {
        assert_eq!(*at, 1);
    }
    assert!(matches!(entry.as_ref(), EntryRef::Nothing));
}
