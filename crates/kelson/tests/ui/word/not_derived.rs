// A word is that of an enum that says how.
use kelson::Word;

enum Bad {
    A,
}

struct Holder {
    word: Word<Bad>, //~ E0277
}

fn main() {}
