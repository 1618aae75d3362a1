// The types of proof and place have no literal: their fields are private.
use kelson::init::{InPlace, Uninit};
use std::ptr::NonNull;

fn forged<'o>(out: Uninit<'o, String>) -> InPlace<'o, String> {
    let ptr = NonNull::new(out.as_ptr()).unwrap();
    InPlace { ptr } //~ ERROR: private
}

fn main() {}
