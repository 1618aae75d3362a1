// SPDX-License-Identifier: MIT OR Apache-2.0

//! Casts that hold for pointers of each width.

use kelson::{cast, const_cast};

pub(crate) const POINTER_BITS: u32 = usize::BITS;

// By all pointers.
const _: () = assert!(cast!(u32::MAX => usize) as u64 == 0xffff_ffff);
const _: () = assert!(cast!(usize::MAX => u64) == usize::MAX as u64);
const _: () = assert!(cast!(i32::MIN => isize) == -0x8000_0000);
const _: () = assert!(cast!(isize::MIN => i64) == isize::MIN as i64);
const _: () = assert!(cast!(char::MAX => usize) == 0x10_ffff);
const _: () = assert!(const_cast!(0xffff_ffffu64 => usize) as u64 == 0xffff_ffff);

// By pointers of one width only.
#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(cast!(u64::MAX => usize) == usize::MAX);
    assert!(cast!(i64::MIN => isize) == isize::MIN);
    assert!(cast!(u32::MAX => isize) == 0xffff_ffff);
};

#[cfg(target_pointer_width = "32")]
const _: () = {
    assert!(cast!(usize::MAX => u32) == u32::MAX);
    assert!(cast!(usize::MAX => i64) == 0xffff_ffff);
    assert!(cast!(isize::MIN => i32) == i32::MIN);
};
