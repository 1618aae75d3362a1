// What is not a smart pointer of ours is not unsized.
use kelson::alloc::KBox;
use kelson::unsize;
use std::fmt::Debug;

fn main() {
    let _: KBox<dyn Debug> = unsize!(7u8); //~ E0599
}
