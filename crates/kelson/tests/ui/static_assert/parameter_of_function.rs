// `static_assert!` is an item, so it cannot see the function's parameters; `const_assert!` can.
use kelson::{const_assert, static_assert};

fn item<T>() {
    static_assert!(size_of::<T>() == 4); //~ ERROR: can't use generic parameters from outer item
}

fn expression<T>() {
    const_assert!(size_of::<T>() == 4);
}

fn main() {
    item::<u32>();
    expression::<u32>();
}
