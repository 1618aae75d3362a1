// A clone is one atomic addition and a test; to read through the pointer is to read.
//@ same: read read_by_hand
//@ lacks: cloned call
//@ order: cloned xadd ret
//@ absent: __rust_
#![crate_type = "lib"]
use core::{alloc::Layout, ptr::NonNull};
use kelson::alloc::{AllocError, Allocator, Arc, Flags};
use std::sync::atomic::AtomicI32;

pub enum Never {}

unsafe impl Allocator for Never {
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

#[repr(C)]
pub struct ByHand {
    count: AtomicI32,
    value: u32,
}

#[no_mangle]
pub extern "C" fn read(of: &Arc<u32, Never>) -> u32 {
    **of
}

#[no_mangle]
pub extern "C" fn read_by_hand(of: &&ByHand) -> u32 {
    of.value
}

#[no_mangle]
pub extern "C" fn cloned(of: &Arc<u32, Never>) -> *const u32 {
    Arc::into_raw(of.clone())
}
