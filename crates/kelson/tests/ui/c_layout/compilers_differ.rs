// GCC and Clang put these at different bits.
use kelson::c_layout;

#[c_layout]
struct Less {
    #[bits(1)]
    a: u32,
    #[bits(20)]
    #[align(2)] //~ E0080
    b: u32,
}

#[c_layout(pack(2))]
struct More {
    #[bits(1)]
    a: u32,
    #[bits(20)]
    #[align(4)] //~ E0080
    b: u32,
}

// Near misses.
#[c_layout(packed)]
struct Packed {
    #[bits(1)]
    a: u32,
    #[bits(20)]
    #[align(2)]
    b: u32,
}

fn main() {}
