// Every allocation says what it may do, and every failure is seen.
use kelson::alloc::{KBox, GFP_KERNEL};

fn main() {
    let _ = KBox::new(7u8); //~ E0061
    let boxed: KBox<u8> = KBox::new(7u8, GFP_KERNEL); //~ E0308
    drop(boxed);
}
