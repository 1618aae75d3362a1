// SPDX-License-Identifier: MIT OR Apache-2.0

//! What can be wrong with a value, on its way into a field and out of it.

use core::{
    error::Error,
    fmt, //
};

/// A field has too few bits for a value, or an array too few elements for its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoesNotFit<V> {
    /// The value, which is given back.
    pub value: V,
}

impl<V> fmt::Display for DoesNotFit<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value does not fit the field")
    }
}

impl<V: fmt::Debug> Error for DoesNotFit<V> {}

/// The bits of a field are no value of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidBits<T> {
    /// The bits, from bit 0.
    pub bits: T,
}

impl<T: fmt::LowerHex> fmt::Display for InvalidBits<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x} is no value of the field", self.bits)
    }
}

impl<T: fmt::Debug + fmt::LowerHex> Error for InvalidBits<T> {}

// As `kernel::bitfield!` has it, and so that `?` works in functions of the kernel.
#[cfg(kelson_kernel)]
impl<V> From<DoesNotFit<V>> for ::kernel::error::Error {
    fn from(_: DoesNotFit<V>) -> Self {
        ::kernel::error::code::EOVERFLOW
    }
}

#[cfg(kelson_kernel)]
impl<T> From<InvalidBits<T>> for ::kernel::error::Error {
    fn from(_: InvalidBits<T>) -> Self {
        ::kernel::error::code::EINVAL
    }
}
