// SPDX-License-Identifier: MIT OR Apache-2.0

//! Functions that are compiled where they are used.

//@compile-flags: -K ub-checks=on -Copt-level=3

/// Generic, and marked.
#[kelsonc::no_ub_checks]
pub unsafe fn marked<T: Copy>(slice: &[T], index: usize) -> T {
    unsafe { *slice.get_unchecked(index) }
}

/// Generic, and not marked.
pub unsafe fn unmarked<T: Copy>(slice: &[T], index: usize) -> T {
    unsafe { *slice.get_unchecked(index) }
}

/// Marked, and what is called is known where it is used.
#[kelsonc::no_ub_checks]
pub unsafe fn of_trait<'a, I: std::slice::SliceIndex<[u8]>>(slice: &'a [u8], index: I) -> &'a I::Output {
    unsafe { slice.get_unchecked(index) }
}

/// Inlined, and marked.
#[inline]
#[kelsonc::no_ub_checks]
pub unsafe fn inlined(slice: &[u8], index: usize) -> u8 {
    unsafe { *slice.get_unchecked(index) }
}
