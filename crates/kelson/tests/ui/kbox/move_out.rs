// Only `Box` can be moved out of by `*`; `into_inner` says the same.
use kelson::alloc::KBox;

struct Pair {
    name: String,
    id: u32,
}

fn name(boxed: KBox<Pair>) -> String {
    let Pair { name, id: _ } = *boxed; //~ E0507
    name
}

fn near_miss(boxed: KBox<Pair>) -> (String, u32) {
    let id = boxed.id;
    let Pair { name, .. } = KBox::into_inner(boxed);
    (name, id)
}

fn main() {}
