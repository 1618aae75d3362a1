// Whoever reads a union says which member it holds.
use kelson::c_layout;

#[c_layout]
union Either {
    whole: u32,
    #[bits(3)]
    low: u8,
}

#[c_layout]
struct Outer {
    value: anon!(union {
        small: u8,
        large: u64,
    }),
}

fn main() {
    let either = Either { whole: 1 };
    either.low(); //~ ERROR: call to unsafe function
    let outer = Outer::new(Outer_value { large: 2 });
    outer.small(); //~ ERROR: call to unsafe function
}
