// A condition that the optimizer proves is gone; one that it cannot prove does not link, and the
// linker's message carries the condition, the message and the place.
//@ same: checked plain
//@ lacks: checked kelson
//@ links
//@ link-error: kelson: build_assert!(offset < 256) may fail: register offset outside the window
//@ link-error: crates/kelson/tests/cost/build_assert.rs:20:5
use kelson::build_assert;

pub struct Window([u8; 256]);

#[no_mangle]
pub extern "C" fn plain(of: &Window) -> u8 {
    of.0[0x40]
}

#[inline(always)]
fn read8(of: &Window, offset: usize) -> u8 {
    // The line number of the next line is part of a claim above.
    build_assert!(offset < 256, "register offset outside the window");
    of.0[offset]
}

#[no_mangle]
pub extern "C" fn checked(of: &Window) -> u8 {
    read8(of, 0x40)
}

fn main() {
    let window = Window([7; 256]);
    let offset = if cfg!(broken) { std::env::args().count() * 100 } else { 0x40 };
    println!("{}", read8(&window, offset));
}
