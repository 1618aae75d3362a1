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

fn main() {}
