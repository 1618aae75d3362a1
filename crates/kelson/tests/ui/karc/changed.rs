//@no-rustfix
// What is shared is not changed, and what is pinned is not moved out.
use kelson::alloc::{KArc, KUniqueArc};
use std::marker::PhantomPinned;
use std::pin::Pin;

struct Fixed(u32, PhantomPinned);

fn change(mut shared: KArc<u32>) {
    *shared += 1; //~ E0594
}

fn near_miss(mut unique: KUniqueArc<u32>) -> KArc<u32> {
    *unique += 1;
    unique.share()
}

fn unpin(shared: Pin<KArc<Fixed>>) -> Option<Fixed> {
    KArc::into_inner(Pin::into_inner(shared)) //~ E0277
}

fn main() {}
