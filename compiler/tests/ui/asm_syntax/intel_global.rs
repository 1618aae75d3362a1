// SPDX-License-Identifier: MIT OR Apache-2.0

//! A line in the other syntax is refused, outside functions as well.

//@only-target: x86_64
//@compile-flags: -K asm-syntax=att
//@error-in-other-file: unexpected token

std::arch::global_asm!("mov rax, qword ptr [rsp]");

fn main() {}
