// Nobody but the owner of a place can make a proof, or say that one was made.
use kelson::init::{InPlace, Uninit};

fn assumed<'o>(out: Uninit<'o, String>) -> InPlace<'o, String> {
    out.assume_init() //~ ERROR: call to unsafe function
}

fn twice<'o>(out: Uninit<'o, String>) -> InPlace<'o, String> {
    let first = out.write(String::new());
    out.write(String::new()); //~ ERROR: use of moved value
    first
}

fn main() {}
