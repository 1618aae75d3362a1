// SPDX-License-Identifier: MIT OR Apache-2.0

//! Twins, of which one has the attribute.

use std::num::NonZero;
use std::ptr::NonNull;

/// An enum that not every byte is.
#[repr(u8)]
pub enum Choice {
    /// Is 1.
    One = 1,
    /// Is 2.
    Two = 2,
}

macro_rules! twins {
    ($($unchecked:ident $checked:ident ($($name:ident: $ty:ty),*) -> $returned:ty = $body:expr;)*) => { $(
        #[unsafe(no_mangle)]
        #[kelsonc::no_ub_checks]
        pub unsafe fn $unchecked($($name: $ty),*) -> $returned {
            unsafe { $body }
        }

        #[unsafe(no_mangle)]
        pub unsafe fn $checked($($name: $ty),*) -> $returned {
            unsafe { $body }
        }
    )* };
}

twins! {
    unchecked_get checked_get(slice: &[u32], index: usize) -> u32 = *slice.get_unchecked(index);
    unchecked_get_mut checked_get_mut(slice: &mut [u32], index: usize) -> &mut u32 =
        slice.get_unchecked_mut(index);
    unchecked_range checked_range(slice: &[u32], index: usize) -> &[u32] =
        slice.get_unchecked(index..);
    unchecked_split checked_split(slice: &[u32], index: usize) -> (&[u32], &[u32]) =
        slice.split_at_unchecked(index);
    unchecked_parts checked_parts(start: *const u32, length: usize) -> &'static [u32] =
        std::slice::from_raw_parts(start, length);
    unchecked_add checked_add(left: u32, right: u32) -> u32 = left.unchecked_add(right);
    unchecked_nonzero checked_nonzero(number: u32) -> NonZero<u32> = NonZero::new_unchecked(number);
    unchecked_nonnull checked_nonnull(pointer: *mut u8) -> NonNull<u8> =
        NonNull::new_unchecked(pointer);
    unchecked_unwrap checked_unwrap(number: Option<u32>) -> u32 = number.unwrap_unchecked();
    unchecked_unreachable checked_unreachable(number: u32) -> u32 =
        if number > 3 { std::hint::unreachable_unchecked() } else { number };
    unchecked_char checked_char(number: u32) -> char = char::from_u32_unchecked(number);
    unchecked_copy checked_copy(from: *const u8, to: *mut u8, count: usize) -> () =
        std::ptr::copy_nonoverlapping(from, to, count);
    unchecked_enum checked_enum(number: u8) -> Choice = std::mem::transmute(number);
    unchecked_read checked_read(pointer: *const u64) -> u64 = *pointer;
    unchecked_write checked_write(pointer: *mut u64) -> () = *pointer = 7;
}
