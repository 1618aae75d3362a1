// What cannot be unsized is rustc's to say, by the user's trait.
use kelson::alloc::KBox;
use kelson::unsize;

trait Port {}

struct Serial;

impl Port for Serial {}

fn near_miss(boxed: KBox<Serial>) -> KBox<dyn Port> {
    unsize!(boxed)
}

fn number(boxed: KBox<u32>) -> KBox<dyn Port> {
    unsize!(boxed) //~ E0277
}

fn longer(boxed: KBox<[u8; 3]>) -> KBox<[u8; 4]> {
    unsize!(boxed) //~ E0308
}

fn to_another_thread(boxed: KBox<dyn Port>) -> KBox<dyn Port + Send> {
    unsize!(boxed) //~ E0308
}

fn main() {}
