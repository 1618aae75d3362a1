// A clone is one atomic addition and a test; to read through the pointer is to read.
//@ same: read read_by_hand
//@ same: cloned cloned_by_hand
//@ absent: __rust_
#![crate_type = "lib"]
use core::{alloc::Layout, ptr::NonNull};
use kelson::alloc::{AllocError, Allocator, Arc, Flags};
use std::sync::atomic::{AtomicI32, Ordering};

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

#[no_mangle]
pub extern "C" fn cloned_by_hand(of: &&'static ByHand) -> *const u32 {
    let old = of.count.fetch_add(1, Ordering::Relaxed);
    if old <= 0 || old == i32::MAX {
        of.count.store(i32::MIN / 2, Ordering::Relaxed);
    }
    &raw const of.value
}
