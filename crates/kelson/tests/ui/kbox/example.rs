// The example of the book's page.
//@run
use kelson::alloc::{AllocError, Allocator, Flags, KBox, GFP_ATOMIC, GFP_KERNEL};
use kelson::unsize;
use std::alloc::Layout;
use std::ptr::NonNull;

/// What this program has for memory. In a kernel there is no need to say that.
enum Heap {}

// SAFETY: the functions of `std::alloc` keep all that is promised, and this program does not use
// `__GFP_ZERO`, which would ask for `alloc_zeroed`.
unsafe impl Allocator for Heap {
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

kelson::allocator!(Heap);

trait Port {
    fn read(&self) -> u8;
}

struct Serial {
    buffer: KBox<[u8; 16]>,
}

impl Port for Serial {
    fn read(&self) -> u8 {
        self.buffer[0]
    }
}

fn open(first: u8) -> Result<KBox<Serial>, AllocError> {
    let buffer = KBox::new([first; 16], GFP_ATOMIC)?;
    KBox::new(Serial { buffer }, GFP_KERNEL)
}

fn main() -> Result<(), AllocError> {
    // `Box` has its coercion from the compiler, others have a macro.
    let port: KBox<dyn Port> = unsize!(open(7)?);
    assert_eq!(port.read(), 7);

    // What is moved out takes itself apart.
    let Serial { buffer } = KBox::into_inner(open(8)?);
    assert_eq!(*buffer, [8; 16]);

    // The memory of a value that was taken out is there for the next, which cannot fail.
    let (old, memory) = KBox::take(buffer);
    let buffer = KBox::write(memory, old.map(|byte| byte + 1));
    assert_eq!(*buffer, [9; 16]);
    Ok(())
}
