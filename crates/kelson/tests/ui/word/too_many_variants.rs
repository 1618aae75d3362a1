// Nine tags take four bits, and a pointer to a `u64` leaves three.

#[derive(kelson::Word)]
enum Bad<'a> {
    A(&'a u64), //~ E0080
    B(&'a u128),
    C(u8),
    D(u8),
    E(u8),
    F(u8),
    G(u8),
    H(u8),
    I,
}

fn main() {}
