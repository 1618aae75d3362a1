// SPDX-License-Identifier: MIT OR Apache-2.0

//! An array that is indexed by counters that never stop.

use kelson::where_assert;

/// `N` elements, found by free-running counters.
///
/// A counter names the element at its value modulo `N`, so head and tail may run through the whole
/// of `u32` and wrap: their difference is the number of elements in use.
pub struct Ring<T, const N: usize>([T; N]);

#[where_assert(N.is_power_of_two(), "only a power of two divides the range of the counters")]
#[where_assert(N <= 1 << 16, "more descriptors than any queue has")]
impl<T: Copy, const N: usize> Ring<T, N> {
    /// All elements `value`.
    pub const fn new(value: T) -> Self {
        Ring([value; N])
    }

    /// The element that `counter` names.
    #[inline]
    pub fn at(&self, counter: u32) -> &T {
        &self.0[counter as usize & (N - 1)]
    }

    /// The element that `counter` names, to write.
    #[inline]
    pub fn at_mut(&mut self, counter: u32) -> &mut T {
        &mut self.0[counter as usize & (N - 1)]
    }
}
