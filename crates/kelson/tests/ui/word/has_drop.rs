// The enum is taken apart, so what is to be done at its end is for its payloads to do.
//@no-rustfix

#[derive(kelson::Word)]
enum Bad { //~ E0509
    A(Box<u32>),
    B,
}

impl Drop for Bad {
    fn drop(&mut self) {}
}

fn main() {
    let _ = kelson::Word::new(Bad::B);
}
