// SPDX-License-Identifier: MIT OR Apache-2.0

//! A struct of 1 MiB with two parts that C initializes, and an error on the way.
#![crate_type = "lib"]
#![no_std]
#![allow(improper_ctypes, reason = "no C code is called")]
use kelson::init::{ffi_init, lazy, zeroed, InPlace, Init, ScopedInit, Uninit};
use kelson::{init, pinned};

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

fn lock() -> impl Init<Lock, Failed> {
    unsafe { ffi_init(|lock| check(c_lock_init(lock))) }
}

fn queue() -> impl Init<Queue, Failed> {
    unsafe { ffi_init(|queue| check(c_queue_init(queue))) }
}

fn number() -> Result<u32, Failed> {
    let number = unsafe { c_number() };
    check(number)?;
    Ok(number as u32)
}

#[pinned]
pub struct Device {
    lock: Lock,
    buffer: [u8; 1 << 20],
    queue: Queue,
    number: u32,
}

fn by_recipe() -> impl Init<Device, Failed> {
    init!(Device {
        lock <-? lock(),
        buffer <- zeroed(),
        queue <-? queue(),
        number: number()?,
    })
}

fn by_out_parameter<'o>(out: Uninit<'o, Device>) -> Result<InPlace<'o, Device>, Failed> {
    Ok(init!(out => Device {
        lock <-? lock(),
        buffer <- zeroed(),
        queue <-? queue(),
        number: number()?,
    }))
}

fn code(result: Result<(), Failed>) -> i32 {
    match result {
        Ok(()) => 0,
        Err(Failed(code)) => code,
    }
}

#[no_mangle]
pub unsafe extern "C" fn recipe(slot: *mut Device) -> i32 {
    code(unsafe { by_recipe().raw_init(slot) })
}

#[no_mangle]
pub unsafe extern "C" fn out_parameter(slot: *mut Device) -> i32 {
    code(unsafe { lazy(|out| by_out_parameter(out)).raw_init(slot) })
}
