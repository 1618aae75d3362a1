// Where the payload does not show that it points to something unsized, the compiler says so.
use core::fmt::Debug;

type Anything = Box<dyn Debug>;

#[derive(kelson::Word)]
enum Bad {
    A(Anything), //~ E0277
    B,
}

fn main() {}
