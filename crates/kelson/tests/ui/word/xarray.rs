// The XArray's encoding: a value has its lowest bit set, a pointer ends in two zeros.
//@run
use kelson::{word::Uint, Word};

#[derive(kelson::Word)]
enum Entry<'a> {
    #[tag(0b1)]
    Value(Uint<{ usize::BITS - 1 }>),
    #[tag(0b00)]
    Page(&'a u32),
}

fn main() {
    // What `xa_mk_value(5)` is.
    let value = Word::new(Entry::Value(Uint::new(5).unwrap()));
    assert_eq!(value.as_raw().addr(), 5 << 1 | 1);

    let page = 7;
    let entry = Word::new(Entry::Page(&page));
    assert_eq!(entry.as_raw().addr(), (&raw const page).addr());
    match entry.as_ref() {
        EntryRef::Page(page) => assert_eq!(*page, 7),
        EntryRef::Value(_) => unreachable!(),
    }
}
