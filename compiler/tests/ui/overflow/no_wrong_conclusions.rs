// SPDX-License-Identifier: MIT OR Apache-2.0

//! The optimizer must not conclude that a check, which the program went on after, has held.

//@run
//@compile-flags: -K overflow-checks=report -Copt-level=3 -Zmir-opt-level=4 -Zunstable-options
//@rustc-env: RUSTC_BOOTSTRAP=1

fn main() {
    let by = std::env::args().count() as u32 + 39;
    let shifted = 1_u32 << by;
    // Reached with 40 all the same.
    assert!(by >= 32, "the optimizer believed the check");
    assert_eq!(shifted, 256);
    let number = std::env::args().count() as u8 + 254;
    let (sum, wrapped) = (number + 1, number.checked_add(1).is_none());
    assert_eq!((sum, wrapped), (0, true));
}
