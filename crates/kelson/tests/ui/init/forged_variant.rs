// What `pinned` says of the layout of a variant is not good for another, whoever says it.
#![forbid(unsafe_code)]
use kelson::init::Init;
use kelson::{init, pinned};

#[pinned]
#[repr(u8)]
pub enum Kind {
    A { x: u32 },
    B { x: u32, y: u32 },
}

#[allow(non_snake_case)]
pub mod Kinds {
    pub use super::Kind::A;
    use super::{Kind, __Kind_B};
    use kelson::init::fields::{Letter, Variant};

    pub fn A_needs_pinned_and_an_integer_repr() -> Variant<Kind, (Letter<'B'>,), __Kind_B> {
        Kind::B_needs_pinned_and_an_integer_repr()
    }
}

fn near_miss() -> impl Init<Kind> {
    init!(Kind::B { x: 1, y: 2 })
}

fn kind() -> impl Init<Kind> {
    init!(Kinds::A { x: 1 }) //~ ERROR: mismatched types
}

fn main() {}
