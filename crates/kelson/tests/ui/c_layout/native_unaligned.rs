// What is to be borrowed as its own type is where that can be.
use kelson::c_layout;

#[c_layout(packed, align(4))]
struct Odd {
    a: u8,
    #[native] //~ E0080
    b: u32,
}

// Its offset is right, and its struct may be anywhere.
#[c_layout(packed)]
struct Loose {
    #[native] //~ E0080
    c: u32,
}

// A near miss.
#[c_layout(packed, align(4))]
struct Even {
    a: u16,
    #[native]
    b: u16,
    #[native]
    c: u32,
}

fn main() {
    let _: fn(&Even) -> &u32 = |even| &even.c;
}
