// SPDX-License-Identifier: MIT OR Apache-2.0

//! A crate named `kernel` that is configured as Linux configures it brings the handler, which is a WARN.

//@run
//@aux-build: kernel.rs
//@compile-flags: -K overflow-checks=report

use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::sync::atomic::{AtomicU32, Ordering};

static PRINTED: AtomicU32 = AtomicU32::new(0);
static WARNED: AtomicU32 = AtomicU32::new(0);

// What the kernel has in C, with the arguments that are passed; the real one takes any number.
#[unsafe(no_mangle)]
extern "C" fn _printk(format: *const c_char, length: c_int, text: *const u8) -> c_int {
    let format = unsafe { CStr::from_ptr(format) }.to_bytes();
    if PRINTED.fetch_add(1, Ordering::Relaxed) % 2 == 0 {
        assert_eq!(format, b"\x014------------[ cut here ]------------\n");
        return 0;
    }
    assert!(format.starts_with(b"\x014attempt to %.*s with overflow"));
    let text = unsafe { std::slice::from_raw_parts(text, length as usize) };
    assert_eq!(text, b"add");
    0
}

#[unsafe(no_mangle)]
extern "C" fn __warn(
    file: *const c_char,
    line: c_int,
    caller: *mut c_void,
    taint: c_uint,
    registers: *mut c_void,
    arguments: *mut c_void,
) {
    let file = unsafe { CStr::from_ptr(file) }.to_str().unwrap();
    let wanted = [("auxiliary/kernel.rs", 8), ("in_linux.rs", line!() + 10)];
    let (name, at) = wanted[WARNED.fetch_add(1, Ordering::Relaxed) as usize];
    assert!(file.ends_with(name), "{file}");
    assert_eq!(line as u32, at);
    assert!(!caller.is_null() && registers.is_null() && arguments.is_null());
    assert_eq!(taint, 9);
}

fn main() {
    assert_eq!(kernel::add(std::hint::black_box(255), 2), 1);
    assert_eq!(2 + std::hint::black_box(255_u8), 1);
    assert_eq!(PRINTED.load(Ordering::Relaxed), 4);
    assert_eq!(WARNED.load(Ordering::Relaxed), 2);
}
