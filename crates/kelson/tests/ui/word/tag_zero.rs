// No word is zero, so what has tag zero is not zero itself.

#[derive(kelson::Word)]
enum Bad<'a> {
    #[tag(0b0)]
    A(u32), //~ E0080
    #[tag(0b1)]
    B(&'a u32),
}

fn main() {}
