// SPDX-License-Identifier: MIT OR Apache-2.0

//! Overflows, in code of its own and in code that is generic for its user.

/// Overflows above 55.
pub fn above(value: u8) -> u8 {
    value + 200
}

/// Overflows in the crate that says what `T` is.
pub fn twice<T: Copy + std::ops::Add<Output = T>>(value: T) -> T {
    value + value
}

/// Does not overflow.
///
/// ```
/// assert_eq!(dep::half(4_u8), 2);
/// ```
pub fn half(value: u8) -> u8 {
    value / 2
}

#[test]
fn half_of_three() {
    assert_eq!(half(3), 1);
}
