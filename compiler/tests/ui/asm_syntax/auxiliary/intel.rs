// SPDX-License-Identifier: MIT OR Apache-2.0

#[inline(always)]
pub fn inlined(from: u64) -> u64 {
    in_macro!(from)
}

#[macro_export]
macro_rules! in_macro {
    ($from:expr) => {{
        let to: u64;
        unsafe { core::arch::asm!("mov {}, {}", out(reg) to, in(reg) $from) };
        to
    }};
}

/// A function that returns its argument and a number.
#[macro_export]
macro_rules! global {
    ($name:literal, $number:literal) => {
        core::arch::global_asm!(
            concat!(".globl ", $name),
            concat!($name, ":"),
            concat!("lea rax, [rdi + ", $number, "]"),
            "ret"
        );
    };
}

#[macro_export]
macro_rules! naked {
    ($name:ident) => {
        #[unsafe(naked)]
        extern "C" fn $name(from: u64) -> u64 {
            core::arch::naked_asm!("lea rax, [rdi + 2]", "ret")
        }
    };
}
