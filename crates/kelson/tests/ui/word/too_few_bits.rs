// The error is at the variant, and is there before anything uses the enum.

#[derive(kelson::Word)]
enum Bad {
    A(Box<u8>), //~ E0080
    B(Box<u32>),
    C(u32),
}

#[derive(kelson::Word)]
enum Good {
    A(Box<u32>),
    B(Box<u32>),
    C(u32),
}

fn main() {}
