// Tags are given to all variants or chosen for all.

#[derive(kelson::Word)]
enum Bad<'a> {
    #[tag(0b1)]
    A(u32),
    B(&'a u32), //~ ERROR: `Bad::B` has no tag, and `Bad::A` has one
}

fn main() {}
