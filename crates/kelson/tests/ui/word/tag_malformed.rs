// Every digit is a bit of the tag, so that one sees how many there are.

#[derive(kelson::Word)]
enum Bad<'a> {
    #[tag(1)] //~ ERROR: expected a binary number with a digit for each bit of the tag
    A(u32),
    #[tag(0b0000_0000_0000_0000_0)] //~ ERROR: a tag has at most 16 bits, and this one has 17
    B(&'a u32),
    #[tag] //~ ERROR: expected a binary number with a digit for each bit of the tag
    C,
    #[tag(0b01)]
    #[tag(0b10)] //~ ERROR: a variant has one tag
    D,
}

fn main() {}
