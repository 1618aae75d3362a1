// A pointer to an unsized type is two words.
use core::fmt::Debug;

#[derive(kelson::Word)]
enum Bad {
    A(Box<dyn Debug>), //~ E0277
    B(Box<Box<dyn Debug>>),
}

fn main() {}
