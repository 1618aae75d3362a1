// What leaves no bits, or is not known to.

#[derive(kelson::Word)]
enum Bad {
    A(u64), //~ E0277
    //~^ E0277
    B,
}

fn main() {}
