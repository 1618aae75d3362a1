// The enum is taken apart, so what is to be done at its end is for its payloads to do.

struct Bad2;

#[derive(kelson::Word)]
enum Bad {
    A(Box<u32>), //~ E0509
    B,
}

impl Drop for Bad {
    fn drop(&mut self) {}
}

fn main() {
    let _ = Bad2;
}
