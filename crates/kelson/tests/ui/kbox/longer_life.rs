// Unsizing does not make a borrow longer.
use kelson::alloc::{KArc, KBox};
use kelson::unsize;
use std::fmt::Debug;

fn near_miss<'a>(boxed: KBox<&'a u32>) -> KBox<dyn Debug + 'a> {
    unsize!(boxed)
}

fn of_an_object<'a>(boxed: KBox<dyn Debug + 'a>) -> KBox<dyn Debug> { //~ ERROR: lifetime may not live long enough
    unsize!(boxed)
}

fn of_items<'a>(arc: KArc<[&'a u8; 3]>) -> KArc<[&'static u8]> { //~ ERROR: lifetime may not live long enough
    unsize!(arc)
}

fn main() {}
