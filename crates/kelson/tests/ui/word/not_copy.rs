// The word is `Copy` if the enum is, and whoever writes `copy` has to make it so.

#[derive(kelson::Word)]
#[word(copy)] //~ E0277
enum Bad {
    A(Box<u32>),
    B,
}

#[derive(Clone, Copy, kelson::Word)]
#[word(copy)]
enum Good<'a> {
    A(&'a u32),
    B,
}

fn main() {}
