// A payload that may be zero has no value left for `None`.

#[derive(kelson::Word)]
enum Bad<'a> {
    A(Option<u16>), //~ E0080
    B(Option<&'a u16>),
    C(Option<Box<u16>>),
}

fn main() {}
