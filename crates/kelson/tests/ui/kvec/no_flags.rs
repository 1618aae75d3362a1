// What may allocate takes flags.
use kelson::alloc::{KVec, GFP_KERNEL};

fn main() {
    let mut vec = KVec::new();
    vec.push(1).unwrap(); //~ E0061
    let _: KVec<u32> = (0..3).collect(); //~ E0277
    let _ = KVec::try_from_iter(0..3, GFP_KERNEL);
}
