// SPDX-License-Identifier: MIT OR Apache-2.0

//! The attribute takes the check from the call under it, and leaves it to the other.

//@run
//@aux-build: cases.rs
//@compile-flags: -K ub-checks=on

use cases::two_of_four;

/// Sums every second byte.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = 0;
    for index in (0..bytes.len()).step_by(2) {
        // SAFETY: the range ends before the length.
        #[kelsonc::no_ub_checks]
        let byte = unsafe { *bytes.get_unchecked(index) };
        sum += u32::from(byte);
    }
    sum
}

/// Clears the first bytes.
fn clear(bytes: &mut [u8; 4]) {
    // SAFETY: there are four.
    #[kelsonc::no_ub_checks]
    unsafe {
        *bytes.get_unchecked_mut(0) = 0;
        *bytes.get_unchecked_mut(1) = 0;
    };
}

/// A byte that the caller knows to be there.
#[kelsonc::no_ub_checks]
unsafe fn trusted(bytes: &[u8], index: usize) -> u8 {
    // SAFETY: the caller says so.
    unsafe { *bytes.get_unchecked(index) }
}

/// The same, checked when unsafe code is checked.
unsafe fn suspected(bytes: &[u8], index: usize) -> u8 {
    // SAFETY: the caller says so.
    unsafe { *bytes.get_unchecked(index) }
}

fn main() {
    assert_eq!(sum(&[1, 2, 3]), 4);
    let mut bytes = [1; 4];
    clear(&mut bytes);
    assert_eq!(bytes, [0, 0, 1, 1]);
    // A lie, which the attribute lets through: the byte after the two that the slice has.
    cases::run(&[
        ("trusted", || assert_eq!(unsafe { trusted(two_of_four(), 2) }, 3)),
        ("suspected", || assert_eq!(unsafe { suspected(two_of_four(), 2) }, 3)),
    ]);
}
