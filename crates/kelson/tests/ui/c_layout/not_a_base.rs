// Only integers, `bool` and C's enums can be bit-fields.
use kelson::c_layout;

#[c_layout]
struct Float {
    #[bits(3)]
    a: f32, //~ ERROR: a bit-field cannot have the type `f32`
}

#[c_layout]
struct Long {
    #[bits(3)]
    b: u128, //~ ERROR: a bit-field cannot have the type `u128`
}

type Word = core::ffi::c_uint;

#[c_layout]
struct Alias {
    #[bits(3)]
    c: Word,
}

fn main() {
    let _ = Alias::new(3).c();
}
