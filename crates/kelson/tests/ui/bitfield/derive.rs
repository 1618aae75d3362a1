// `derive(Bits)` is for enums without data and for structs of one field.
use kelson::Bits;

#[derive(Bits, Clone, Copy)]
enum Data {
    Plain,
    Number(u8), //~ ERROR: `Data::Number` has data, and bits are numbers only
}

#[derive(Bits, Clone, Copy)]
enum Empty {} //~ ERROR: `Empty` has no variants

#[derive(Bits, Clone, Copy)]
struct Two(u8, u8); //~ ERROR: `Two` does not have one field

#[derive(Bits, Clone, Copy)]
struct Generic<T>(T); //~ ERROR: `Bits` cannot be derived for a type with parameters

#[derive(Bits, Clone, Copy)]
union Either { //~ ERROR: `Bits` cannot be derived for a union
    a: u8,
    b: bool,
}

#[derive(Bits, Clone, Copy)]
#[bits(2)]
enum Wide {
    Fits = 3,
    DoesNot = 4, //~ E0080
}

#[derive(Bits, Clone, Copy)]
enum Negative {
    Minus = -1, //~ E0080
    Zero,
}

#[derive(Bits, Clone, Copy)]
#[bits(0)] //~ ERROR: an enum cannot have 0 bits
enum Zero {
    Zero,
}

#[derive(Bits, Clone, Copy)]
#[bits(4)] //~ ERROR: a struct has the bits of its field
struct Stated(u8);

#[derive(Bits, Clone, Copy)]
enum Variant {
    #[bits(1)] //~ ERROR: `bits` says how wide `Variant` is, and not a variant
    Zero,
}

#[derive(Bits)]
enum NotCopy { //~ E0277
    Zero,
}

fn main() {}
