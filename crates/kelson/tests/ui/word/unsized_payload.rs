// A pointer to an unsized type is two words.
use core::fmt::Debug;

#[derive(kelson::Word)]
enum Bad {
    A(Box<dyn Debug>), //~ ERROR: `Bad::A` points to an unsized type, and such a pointer takes two words
    B(Box<Box<dyn Debug>>),
    C(Option<&'static str>), //~ ERROR: `Bad::C` points to an unsized type, and such a pointer takes two words
}

fn main() {}
