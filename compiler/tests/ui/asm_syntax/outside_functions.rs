// SPDX-License-Identifier: MIT OR Apache-2.0

//! `global_asm!` and `naked_asm!` are read alike: by themselves, in macros. Those that a macro of another
//! crate writes stay as they were meant.

//@run
//@only-target: x86_64
//@aux-build: intel.rs
//@compile-flags: -K asm-syntax=att

use std::arch::{asm, global_asm, naked_asm};

global_asm!(".globl plus_1", "plus_1:", "leaq 1(%rdi), %rax", "ret");
// It may still be said.
global_asm!(".globl plus_3", "plus_3:", "leaq {three}(%rdi), %rax", "ret", three = const 3, options(att_syntax));

macro_rules! local {
    ($name:literal, $number:literal) => {
        global_asm!(
            concat!(".globl ", $name),
            concat!($name, ":"),
            concat!("leaq ", $number, "(%rdi), %rax"),
            "ret"
        );
    };
}

local!("plus_4", 4);
intel::global!("plus_5", 5);
intel::naked!(plus_2);

mod inner {
    use std::arch::global_asm;

    super::local!("plus_6", 6);
}

use local;

#[unsafe(naked)]
extern "C" fn plus_7(from: u64) -> u64 {
    naked_asm!("leaq 7(%rdi), %rax", "ret")
}

unsafe extern "C" {
    safe fn plus_1(from: u64) -> u64;
    safe fn plus_3(from: u64) -> u64;
    safe fn plus_4(from: u64) -> u64;
    safe fn plus_5(from: u64) -> u64;
    safe fn plus_6(from: u64) -> u64;
}

fn main() {
    println!("{} {} {} {}", plus_1(0), plus_2(0), plus_3(0), plus_4(0));
    println!("{} {} {}", plus_5(0), plus_6(0), plus_7(0));
    // Where there are expressions and no function around them.
    const NINE: fn() -> u64 = || {
        let to: u64;
        unsafe { asm!("movq $9, {}", out(reg) to) };
        to
    };
    println!("{}", NINE());
}
