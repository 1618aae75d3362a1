// The example of the book's page.
//@run
use kelson::alloc::{AllocError, Allocator, Flags, KVec, GFP_ATOMIC, GFP_KERNEL};
use std::alloc::Layout;
use std::ptr::NonNull;

/// An allocator that always fails, as one does when it matters.
enum Exhausted {}

// SAFETY: there is no memory of which it would have to promise anything.
unsafe impl Allocator for Exhausted {
    unsafe fn allocate(_: Layout, _: Flags) -> Result<NonNull<u8>, AllocError> {
        Err(AllocError)
    }
    unsafe fn reallocate(
        _: NonNull<u8>,
        _: Layout,
        _: Layout,
        _: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        Err(AllocError)
    }
    unsafe fn free(_: NonNull<u8>, _: Layout) {}
}

kelson::allocator!(Exhausted);

/// Sleeps for memory if it must, then appends where sleeping is not allowed.
fn prepare(queue: &mut KVec<u32>) -> Result<(), AllocError> {
    queue.reserve(16, GFP_KERNEL)?;
    queue.push(1, GFP_ATOMIC)?;
    queue.extend_from_slice(&[2, 3], GFP_ATOMIC)
}

fn main() {
    let mut queue = KVec::new();
    // Nothing panics, nothing aborts, nothing is lost.
    assert_eq!(prepare(&mut queue), Err(AllocError));
    assert_eq!(queue.push_within_capacity(4), Err(4));
    assert!(queue.is_empty() && queue.drain(..).next().is_none());
}
