// An item may move when the vector grows, so it is not borrowed meanwhile.
use kelson::alloc::{AllocError, KVec, GFP_KERNEL};

fn first_and_push(vec: &mut KVec<u32>) -> Result<u32, AllocError> {
    let first = &vec[0];
    vec.push(1, GFP_KERNEL)?; //~ E0502
    Ok(*first)
}

fn push_while_draining(vec: &mut KVec<u32>) {
    for item in vec.drain(..) {
        let _ = vec.push_within_capacity(item); //~ E0499
    }
}

fn near_miss(vec: &mut KVec<u32>) -> Result<u32, AllocError> {
    let first = vec[0];
    vec.push(1, GFP_KERNEL)?;
    Ok(first)
}

fn main() {}
