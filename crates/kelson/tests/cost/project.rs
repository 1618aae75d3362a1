// A projection is an addition, made part of the address, and a step of two no more than one.
//@ same: field plain_field
//@ same: element plain_element
//@ same: field_of_pin plain_field
//@[23] same: tried plain_tried
//@ same: offset plain_offset
// An element's address is one instruction and the return.
//@ lacks: element mov
//@ lacks: element add
//@ lacks: element call
// Without optimization there is no frame, whatever the size of what is projected.
//@[0] lacks: large , %rsp
//@[0] lacks: large call
#![crate_type = "lib"]
use core::pin::Pin;
use kelson::{offset_of_val, pinned, project};

#[pinned]
pub struct Ring {
    head: u64,
    slots: [(u32, u16); 8],
}

#[no_mangle]
pub unsafe extern "C" fn field(ring: *const Ring) -> u32 {
    *project!(ring, .slots[3].0)
}

#[no_mangle]
pub unsafe extern "C" fn plain_field(ring: *const Ring) -> u32 {
    (*ring).slots[3].0
}

#[no_mangle]
pub extern "C" fn field_of_pin(ring: Pin<&mut Ring>) -> u32 {
    let slots: Pin<&mut [(u32, u16); 8]> = project!(ring, .slots);
    slots[3].0
}

#[no_mangle]
pub extern "C" fn element(ring: *mut Ring) -> *mut (u32, u16) {
    project!(ring, .slots[3])
}

#[no_mangle]
pub unsafe extern "C" fn plain_element(ring: *mut Ring) -> *mut (u32, u16) {
    &raw mut (*ring).slots[3]
}

#[no_mangle]
pub unsafe extern "C" fn tried(ring: *const Ring, index: usize) -> u32 {
    match project!(ring, .slots[try: index].0) {
        Some(slot) => *slot,
        None => 0,
    }
}

#[no_mangle]
pub unsafe extern "C" fn plain_tried(ring: *const Ring, index: usize) -> u32 {
    if index > 7 { 0 } else { (*ring).slots[index].0 }
}

#[no_mangle]
pub extern "C" fn offset(ring: &Ring) -> usize {
    offset_of_val!(*ring, .head)
}

#[no_mangle]
pub extern "C" fn plain_offset(_: &Ring) -> usize {
    core::mem::offset_of!(Ring, head)
}

pub struct Large {
    bytes: [u8; 64 << 20],
    last: u32,
}

#[no_mangle]
pub extern "C" fn large(large: *mut Large) -> *mut u32 {
    project!(large, .last)
}
