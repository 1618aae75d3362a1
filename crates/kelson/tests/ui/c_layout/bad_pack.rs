// `pack` has the numbers of `#pragma pack`.
use kelson::c_layout;

const LIMIT: usize = 3;
// Cut to 32 bits it would be 4.
const BIG: i128 = (1 << 64) + 4;

#[c_layout(pack(32))] //~ ERROR: `pack(32)` is none that C has
struct Literal {
    a: u64,
}

#[c_layout(pack(LIMIT))] //~ E0080
struct Constant {
    b: u64,
}

#[c_layout(pack(BIG))] //~ E0080
struct Big {
    d: u64,
}

#[c_layout(pack)] //~ ERROR: `pack` needs a number
struct Nothing {
    c: u64,
}

fn main() {
    let _: fn(Literal, Constant, Nothing, Big) = |literal, constant, nothing, big| {
        drop((literal.a, constant.b, nothing.c, big.d))
    };
}
