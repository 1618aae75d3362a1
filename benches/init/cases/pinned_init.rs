// SPDX-License-Identifier: MIT OR Apache-2.0

//! A struct of 1 MiB with two parts that C initializes, and an error on the way.
#![crate_type = "lib"]
#![no_std]
#![allow(improper_ctypes, reason = "no C code is called")]
use pinned_init::{pin_data, pin_init_from_closure, try_pin_init, init_zeroed, PinInit};

#[repr(C)]
pub struct Lock([usize; 4], core::marker::PhantomPinned);
#[repr(C)]
pub struct Queue([usize; 6], core::marker::PhantomPinned);

extern "C" {
    fn c_lock_init(lock: *mut Lock) -> i32;
    fn c_queue_init(queue: *mut Queue) -> i32;
    fn c_lock_drop(lock: *mut Lock);
    fn c_queue_drop(queue: *mut Queue);
    fn c_number() -> i32;
}

pub struct Failed(i32);

impl From<core::convert::Infallible> for Failed {
    fn from(never: core::convert::Infallible) -> Self {
        match never {}
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        unsafe { c_lock_drop(self) }
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        unsafe { c_queue_drop(self) }
    }
}

fn check(code: i32) -> Result<(), Failed> {
    if code < 0 {
        return Err(Failed(code));
    }
    Ok(())
}

fn lock() -> impl PinInit<Lock, Failed> {
    unsafe { pin_init_from_closure(|lock: *mut Lock| check(c_lock_init(lock))) }
}

fn queue() -> impl PinInit<Queue, Failed> {
    unsafe { pin_init_from_closure(|queue: *mut Queue| check(c_queue_init(queue))) }
}

fn number() -> Result<u32, Failed> {
    let number = unsafe { c_number() };
    check(number)?;
    Ok(number as u32)
}

#[pin_data]
pub struct Device {
    #[pin]
    lock: Lock,
    buffer: [u8; 1 << 20],
    #[pin]
    queue: Queue,
    number: u32,
}

fn by_recipe() -> impl PinInit<Device, Failed> {
    try_pin_init!(Device {
        lock <- lock(),
        buffer <- init_zeroed(),
        queue <- queue(),
        number: number()?,
    }? Failed)
}

fn code(result: Result<(), Failed>) -> i32 {
    match result {
        Ok(()) => 0,
        Err(Failed(code)) => code,
    }
}

#[no_mangle]
pub unsafe extern "C" fn recipe(slot: *mut Device) -> i32 {
    code(unsafe { by_recipe().__pinned_init(slot) })
}
