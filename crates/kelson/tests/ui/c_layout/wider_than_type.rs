// A bit-field has at most the bits of its type, of which `bool` has one.
use kelson::c_layout;

const WIDTH: u32 = 17;
// Cut to 32 bits it would be 3.
const BIG: u64 = (1 << 32) + 3;

#[c_layout]
struct Bits {
    #[bits(9)] //~ E0080
    a: u8,
}

#[c_layout]
struct Bool {
    #[bits(2)] //~ E0080
    b: bool,
}

#[c_layout(packed)]
struct Constant {
    #[bits(WIDTH)] //~ E0080
    c: i16,
}

#[c_layout]
struct Cut {
    #[bits(BIG)] //~ E0080
    e: u32,
}

// A near miss.
#[c_layout]
struct Fits {
    #[bits(8)]
    d: u8,
}

fn main() {
    let bits = Bits::new(1);
    let _ = (bits.a(), Bool::new(true).b(), Constant::new(1).c(), Fits::new(1).d());
}
