// To drop an owner is one call, by the pointer in it or by the one in the memory.
//@ same: dropped called
//@ same: dropped_thin called_thin
#![crate_type = "lib"]
use kelson::{Dangle, ThinDangle};
use std::ptr::NonNull;

#[repr(C)]
pub struct Pair(NonNull<()>, unsafe extern "Rust" fn(NonNull<()>));

// A pair is passed in two registers; which is first is the compiler's to say, so both come by reference.
#[no_mangle]
pub unsafe extern "C" fn dropped(of: &mut std::mem::ManuallyDrop<Dangle<u32>>) {
    std::mem::ManuallyDrop::drop(of);
}

#[no_mangle]
pub unsafe extern "C" fn called(of: &mut Pair) {
    (of.1)(of.0);
}

#[no_mangle]
pub unsafe extern "C" fn dropped_thin(of: &mut std::mem::ManuallyDrop<ThinDangle<u32>>) {
    std::mem::ManuallyDrop::drop(of);
}

#[no_mangle]
pub unsafe extern "C" fn called_thin(of: &mut NonNull<unsafe fn(NonNull<()>)>) {
    (of.read())(of.cast());
}
