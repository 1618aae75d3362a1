// Building in place is the writes themselves: no copies, no flags, no frames.
//@ same: by_macro by_hand
//@ same: on_the_stack in_a_variable
//@ lacks: large memcpy
//@ lacks: large_out memcpy
#![crate_type = "lib"]
use kelson::init::{ffi_init, lazy, value, zeroed, InPlace, Init, ScopedInit, Uninit};
use kelson::{init, stack};

pub struct Port {
    number: u32,
    speed: u64,
    flags: [u8; 8],
}

#[no_mangle]
pub unsafe extern "C" fn by_macro(slot: *mut Port, number: u32, speed: u64) {
    let init = init!(Port { number, speed <- value(speed), flags: [1; 8] });
    let Ok(()) = unsafe { init.raw_init(slot) };
}

#[no_mangle]
pub unsafe extern "C" fn by_hand(slot: *mut Port, number: u32, speed: u64) {
    unsafe {
        (&raw mut (*slot).number).write(number);
        (&raw mut (*slot).speed).write(speed);
        (&raw mut (*slot).flags).write([1; 8]);
    }
}

extern "C" {
    fn look(at: *mut u64);
    fn c_init(at: *mut u64) -> i32;
}

#[no_mangle]
pub unsafe extern "C" fn on_the_stack(number: u64) -> u64 {
    stack!(let mut number = value(number));
    unsafe { look(&mut *number) };
    *number
}

#[no_mangle]
pub unsafe extern "C" fn in_a_variable(mut number: u64) -> u64 {
    unsafe { look(&mut number) };
    number
}

pub struct Large {
    head: u64,
    bytes: [u8; 1 << 20],
    number: i32,
}

fn number() -> Result<i32, i32> {
    let mut number = 0;
    match unsafe { c_init(&mut number) } {
        0 => Ok(number as i32),
        code => Err(code),
    }
}

#[no_mangle]
pub unsafe extern "C" fn large(slot: *mut Large) -> bool {
    let head = unsafe { ffi_init(|head| c_init(head)) }.map_err(|error| error.get());
    let init = init!(Large { head <-? head, bytes <- zeroed(), number: number()? } ? i32);
    unsafe { init.raw_init(slot) }.is_ok()
}

fn build<'o>(out: Uninit<'o, Large>) -> Result<InPlace<'o, Large>, i32> {
    let head = unsafe { ffi_init(|head| c_init(head)) }.map_err(|error| error.get());
    Ok(init!(out => Large { head <-? head, bytes <- zeroed(), number: number()? }))
}

#[no_mangle]
pub unsafe extern "C" fn large_out(slot: *mut Large) -> bool {
    unsafe { lazy(|out| build(out)).raw_init(slot) }.is_ok()
}
