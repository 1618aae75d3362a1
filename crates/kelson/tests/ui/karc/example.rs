// The example of the book's page.
//@run
use kelson::alloc::{AllocError, Arc, Flags, GFP_KERNEL};
use kelson::unsize;
use std::alloc::Layout;
use std::ptr::NonNull;

enum Heap {}

// SAFETY: the functions of `std::alloc` keep all that is promised, and this program does not use
// `__GFP_ZERO`, which would ask for `alloc_zeroed`.
unsafe impl kelson::alloc::Allocator for Heap {
    unsafe fn allocate(layout: Layout, _: Flags) -> Result<NonNull<u8>, AllocError> {
        NonNull::new(unsafe { std::alloc::alloc(layout) }).ok_or(AllocError)
    }
    unsafe fn reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        _: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        let memory = unsafe { std::alloc::realloc(memory.as_ptr(), old, new.size()) };
        NonNull::new(memory).ok_or(AllocError)
    }
    unsafe fn free(memory: NonNull<u8>, layout: Layout) {
        unsafe { std::alloc::dealloc(memory.as_ptr(), layout) }
    }
}

/// A pointer may also name its allocator. `KArc` is the one of the program's.
type HeapArc<T> = Arc<T, Heap>;

fn main() -> Result<(), AllocError> {
    let one = HeapArc::new([1, 2, 3], GFP_KERNEL)?;
    let two = one.clone();
    assert!(Arc::ptr_eq(&one, &two));

    // Only the last owner gets the value out.
    let one = Arc::try_unwrap(one).unwrap_err();
    drop(two);
    assert_eq!(Arc::try_unwrap(one), Ok([1, 2, 3]));

    let handlers: [HeapArc<dyn Fn(u32) -> u32 + Send + Sync>; 2] = [
        unsize!(HeapArc::new(|x| x + 1, GFP_KERNEL)?),
        unsize!(HeapArc::new(|x| x * 2, GFP_KERNEL)?),
    ];
    assert_eq!(handlers.iter().fold(5, |x, handler| handler(x)), 12);
    Ok(())
}
