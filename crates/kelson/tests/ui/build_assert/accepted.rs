// What holds runs, also with lints denied.
//@run
#![deny(warnings)]
use kelson::{build_assert, build_error};

#[inline(always)]
fn width(bytes: usize) -> u32 {
    match bytes {
        1 => 8,
        2 => 16,
        _ => build_error!("a register is 1 or 2 bytes wide"),
    }
}

fn main() {
    let limit = 4;
    build_assert!(limit < 8);
    build_assert!(limit < 8, "with a message",);
    assert_eq!(width(1) + width(2), 24);
}
