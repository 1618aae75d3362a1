// What leaves no bits, or is not known to. Compilers before 1.97 say it twice, the second time with advice.
//@require-annotations-for-level: ICE

#[derive(kelson::Word)]
enum Bad {
    A(u64), //~ E0277
    B,
}

fn main() {}
