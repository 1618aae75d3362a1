// A box allocates, tests, writes and frees as C does, never panics and never mentions Rust's own allocator;
// unsizing adds a pointer to a table. A library with such boxes leaves none of that allocator's symbols to
// define (`--cfg library`).
//@ same: boxed by_hand
//@ same: freed free_by_hand
//@ same: moved_out moved_by_hand
//@ same: unsized_box unsized_reference
//@ lacks: boxed panic
//@ lacks: pushed panic
//@ lacks: pushed_within_capacity panic
//@ absent: __rust_
//@ absent: alloc_error
//@ leaves: c_alloc c_realloc c_free
//@ link-error: `allocator!(global)` needs the feature `alloc` of kelson, which is not enabled
//# features: none
#![cfg_attr(library, no_std)]
#![crate_type = "lib"]
use core::{alloc::Layout, ptr::NonNull};
use kelson::alloc::{AllocError, Allocator, Box, Flags, Vec, GFP_ATOMIC, GFP_KERNEL};
use kelson::unsize;

extern "C" {
    fn c_alloc(size: usize, align: usize, flags: u32) -> *mut u8;
    fn c_realloc(old: *mut u8, size: usize, align: usize, flags: u32) -> *mut u8;
    fn c_free(old: *mut u8);
}

pub enum C {}

unsafe impl Allocator for C {
    #[inline]
    unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
        NonNull::new(c_alloc(layout.size(), layout.align(), flags.bits())).ok_or(AllocError)
    }
    #[inline]
    unsafe fn reallocate(
        memory: NonNull<u8>,
        _: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        let memory = c_realloc(memory.as_ptr(), new.size(), new.align(), flags.bits());
        NonNull::new(memory).ok_or(AllocError)
    }
    #[inline]
    unsafe fn free(memory: NonNull<u8>, _: Layout) {
        c_free(memory.as_ptr());
    }
}

pub struct Item(u64, u64);

#[no_mangle]
pub extern "C" fn boxed(value: u64) -> *mut Item {
    match Box::<_, C>::new(Item(value, 7), GFP_KERNEL) {
        Ok(boxed) => Box::into_raw(boxed),
        Err(AllocError) => core::ptr::null_mut(),
    }
}

#[no_mangle]
pub extern "C" fn by_hand(value: u64) -> *mut Item {
    unsafe {
        let item = c_alloc(16, 8, GFP_KERNEL.bits()).cast::<Item>();
        if !item.is_null() {
            item.write(Item(value, 7));
        }
        item
    }
}

#[no_mangle]
pub unsafe extern "C" fn freed(item: NonNull<Item>) {
    drop(Box::<_, C>::from_raw(item.as_ptr()));
}

#[no_mangle]
pub unsafe extern "C" fn free_by_hand(item: NonNull<Item>) {
    c_free(item.as_ptr().cast());
}

#[no_mangle]
pub unsafe extern "C" fn moved_out(item: NonNull<Item>) -> u64 {
    let Item(a, b) = Box::into_inner(Box::<_, C>::from_raw(item.as_ptr()));
    a ^ b
}

#[no_mangle]
pub unsafe extern "C" fn moved_by_hand(item: NonNull<Item>) -> u64 {
    let Item(a, b) = item.read();
    c_free(item.as_ptr().cast());
    a ^ b
}

pub trait Port {
    fn read(&self) -> u64;
}

impl Port for Item {
    #[inline(never)]
    fn read(&self) -> u64 {
        self.0
    }
}

#[inline(never)]
fn read(port: &dyn Port) -> u64 {
    port.read()
}

#[no_mangle]
pub unsafe extern "C" fn unsized_box(item: NonNull<Item>) -> u64 {
    let port: Box<dyn Port, C> = unsize!(Box::<_, C>::from_raw(item.as_ptr()));
    read(Box::leak(port))
}

#[no_mangle]
pub unsafe extern "C" fn unsized_reference(item: NonNull<Item>) -> u64 {
    read(item.as_ref())
}

#[no_mangle]
pub extern "C" fn pushed(vec: &mut Vec<u32, C>, item: u32) -> bool {
    vec.push(item, GFP_ATOMIC).is_ok()
}

#[no_mangle]
pub extern "C" fn pushed_within_capacity(vec: &mut Vec<u32, C>, item: u32) -> bool {
    vec.push_within_capacity(item).is_ok()
}

#[cfg(broken)]
kelson::allocator!(global);

#[cfg(library)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
