// With type parameters the error comes for the arguments that leave too few bits, and names them.
use kelson::Word;

#[derive(kelson::Word)]
enum Entry<T> {
    At(Box<T>), //~ E0080
    Nothing,
}

fn main() {
    let _ = Word::new(Entry::At(Box::new(1u16)));
    let _ = Word::new(Entry::At(Box::new(1u8)));
}
