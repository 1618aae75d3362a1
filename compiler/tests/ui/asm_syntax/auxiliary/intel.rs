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
