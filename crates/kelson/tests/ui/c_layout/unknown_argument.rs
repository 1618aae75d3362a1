// What the attribute does not know, it says.
use kelson::c_layout;

#[c_layout(C, packed)] //~ ERROR: unknown argument of the `c_layout` attribute
struct Unknown {
    a: u8,
}

#[c_layout(packed, packed)] //~ ERROR: `packed` is said twice
struct Twice {
    a: u8,
    #[bits(3)]
    #[bits(3)] //~ ERROR: `bits` is said twice
    b: u8,
}

#[c_layout(packed = 2)] //~ ERROR: unknown argument of the `c_layout` attribute
struct Equals {
    a: u8,
}

fn main() {
    let _: fn(Unknown, Twice, Equals) = |unknown, twice, equals| drop((unknown.a, twice.b, equals.a));
}
