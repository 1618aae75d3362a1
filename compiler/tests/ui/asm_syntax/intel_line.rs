// SPDX-License-Identifier: MIT OR Apache-2.0

//! A line in the other syntax is refused by the assembler, at its place.

//@only-target: x86_64
//@compile-flags: -K asm-syntax=att

fn main() {
    let to: u64;
    unsafe { std::arch::asm!("mov {}, qword ptr [rsp]", out(reg) to) }; //~ ERROR: unexpected token
    println!("{to}");
}
