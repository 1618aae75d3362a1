// The form with `Box` itself, on an allocator of the program's: nothing that aborts for want of memory, and
// in a library nothing of Rust's allocator left to define.
//@ lacks: magic alloc_error
//@ has: c_alloc
//@ leaves: c_alloc c_realloc c_free
#![cfg_attr(library, no_std)]
#![crate_type = "lib"]
use core::{alloc::Layout, ptr::NonNull};
use kelson::alloc::{global::*, AllocError, Allocator, Flags, GFP_ATOMIC, GFP_KERNEL};

extern "C" {
    fn c_alloc(size: usize, align: usize, flags: u32) -> *mut u8;
    fn c_realloc(old: *mut u8, size: usize, align: usize, flags: u32) -> *mut u8;
    fn c_free(old: *mut u8);
}

pub enum C {}

unsafe impl Allocator for C {
    unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
        NonNull::new(c_alloc(layout.size(), layout.align(), flags.bits())).ok_or(AllocError)
    }
    unsafe fn reallocate(
        memory: NonNull<u8>,
        _: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        let memory = c_realloc(memory.as_ptr(), new.size(), new.align(), flags.bits());
        NonNull::new(memory).ok_or(AllocError)
    }
    unsafe fn free(memory: NonNull<u8>, _: Layout) {
        c_free(memory.as_ptr());
    }
}

kelson::allocator!(global = C);

pub trait Port {
    fn read(&self) -> u32;
    fn close(self: KBox<Self>) -> u32;
}

pub struct Serial {
    base: u32,
    buffer: KBox<u32>,
}

impl Port for Serial {
    fn read(&self) -> u32 {
        self.base
    }
    fn close(self: KBox<Self>) -> u32 {
        let Serial { base, buffer } = *self;
        base ^ *buffer
    }
}

fn open(base: u32) -> Result<u32, AllocError> {
    let buffer = KBox::try_alloc(3, GFP_ATOMIC)?;
    let port: KBox<dyn Port> = KBox::try_alloc(Serial { base, buffer }, GFP_KERNEL)?;
    let mut ports = KVec::<KBox<dyn Port>>::try_alloc(2, GFP_KERNEL)?;
    ports.try_push(port, GFP_ATOMIC)?;
    let mut sum = 0;
    while let Some(port) = ports.pop() {
        sum ^= port.read() ^ port.close();
    }
    Ok(sum)
}

#[no_mangle]
pub extern "C" fn magic(base: u32) -> u32 {
    open(base).unwrap_or(0)
}

#[cfg(library)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
