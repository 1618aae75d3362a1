// SPDX-License-Identifier: MIT OR Apache-2.0

//! Without `options(att_syntax)`, in a function and in one of another crate that is inlined here.

//@run
//@only-target: x86_64
//@aux-build: intel.rs
//@compile-flags: -K asm-syntax=att -O

use std::arch::asm;

macro_rules! local {
    ($from:expr) => {{
        let to: u64;
        unsafe { asm!("movq {}, {}", in(reg) $from, out(reg) to) };
        to
    }};
}

fn main() {
    let from = 3_u64;
    let to: u64;
    unsafe { asm!("movq {from}, {to}", "addq $4, {to}", from = in(reg) from, to = out(reg) to) };
    println!("{to} {} {} {}", local!(from), intel::inlined(from), intel::in_macro!(from));
}
