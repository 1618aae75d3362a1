// SPDX-License-Identifier: MIT OR Apache-2.0

//! A program without the standard library and without a handler, which does not link.

#![no_std]
#![no_main]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
extern "C" fn main(count: i32) -> i32 {
    count + 1
}
