// SPDX-License-Identifier: MIT OR Apache-2.0

//! The array at the end whose length the type does not know.

/// What stands in a record for C's `T name[]`: it has no size, and the alignment of a `T`.
///
/// [`c_layout`](macro@crate::c_layout) writes it for a last field of type `[T]`. It is neither `Copy` nor `Clone`,
/// and neither is the record, because the copy would leave the elements behind. For the same
/// reason there is no way to them from a reference: that is good for the record's own bytes only.
#[repr(C)]
#[derive(Debug, Default)]
pub struct FlexibleArray<T>([T; 0]);

impl<T> FlexibleArray<T> {
    /// The array, of which the record itself has no element.
    #[inline]
    pub const fn new() -> Self {
        FlexibleArray([])
    }

    /// The address of the first element.
    ///
    /// It is `this`, and is good for as much memory as `this` is.
    #[inline]
    pub const fn elements(this: *const Self) -> *const T {
        this.cast()
    }
}

// SAFETY: it has no bytes.
unsafe impl<T> crate::init::Zeroable for FlexibleArray<T> {}
