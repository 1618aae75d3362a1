// What the attributes know.

#[derive(kelson::Word)]
#[word(clone)] //~ ERROR: expected `copy` or `derive(..)`
enum Bad {
    #[word(copy)] //~ ERROR: `#[word]` goes on the enum
    A(u32),
    B(#[tag(0b1)] u8), //~ ERROR: a field of a word's enum takes no attribute of it
}

#[derive(kelson::Word)]
#[tag(0b1)] //~ ERROR: `#[tag]` goes on a variant
enum AlsoBad {
    A(u32),
}

#[derive(kelson::Word)]
#[word(copy derive(Debug))] //~ ERROR: expected `,` after `copy`
enum NoComma {
    A(u32),
}

#[derive(kelson::Word, Clone, Copy)]
#[word(copy, copy)] //~ ERROR: `copy` is said twice
enum Twice {
    A(u32),
}

#[derive(kelson::Word)]
#[word(derive)] //~ ERROR: expected `copy` or `derive(..)`
enum DeriveNothing {
    A(u32),
}

#[derive(kelson::Word)]
#[word("copy")] //~ ERROR: expected `copy` or `derive(..)`
enum Text {
    A(u32),
}

fn main() {}
