// Each word has one tag.

#[derive(kelson::Word)]
enum Bad<'a> {
    #[tag(0b1)]
    A(u32),
    #[tag(0b00)]
    B(&'a u32),
    #[tag(0b01)] //~ ERROR: the tags of `Bad::A` and `Bad::C` cannot be told apart
    C(u32),
    #[tag(0b00)] //~ ERROR: `Bad::B` and `Bad::D` have the same tag
    D,
    #[tag(0b10)]
    E,
    #[tag(0b10)]
    F,
}

fn main() {}
