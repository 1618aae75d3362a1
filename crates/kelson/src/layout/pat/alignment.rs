// SPDX-License-Identifier: MIT OR Apache-2.0

//! Alignments.

use super::{OutOfRange, PowerOfTwo};
use core::{
    alloc::{
        Layout,
        LayoutError, //
    },
    fmt,
    num::NonZero,
};

/// The alignment of a type, or of memory: a power of two.
///
/// ```
/// use core::alloc::Layout;
/// use kelson::Alignment;
///
/// const PAGE: Alignment = Alignment::new(4096).unwrap();
///
/// assert_eq!(PAGE.log2(), 12);
/// assert_eq!(PAGE.align_up(4097), Some(8192));
/// assert_eq!(PAGE.align_down(4097), 4096);
/// assert_eq!(Alignment::of::<u64>().max(PAGE), PAGE);
/// assert_eq!(Alignment::from(Layout::new::<u16>()).get(), 2);
/// assert_eq!(PAGE.layout(100).unwrap(), Layout::from_size_align(100, 4096).unwrap());
/// ```
///
/// It is laid out as a `usize`, and as [`PowerOfTwo<usize>`], to which and from which it converts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Alignment(PowerOfTwo<usize>);

impl Alignment {
    /// The least alignment, which all addresses have.
    pub const MIN: Self = Alignment(PowerOfTwo::<usize>::of::<1>());

    /// The alignment to a number of bytes, if it is a power of two.
    #[inline(always)]
    #[must_use]
    pub const fn new(bytes: usize) -> Option<Self> {
        match PowerOfTwo::<usize>::new(bytes) {
            Some(power) => Some(Alignment(power)),
            None => None,
        }
    }

    /// The alignment of a type.
    #[inline(always)]
    #[must_use]
    pub const fn of<T>() -> Self {
        // SAFETY: the alignment of a type is a power of two.
        Alignment(unsafe { PowerOfTwo::<usize>::new_unchecked(align_of::<T>()) })
    }

    /// The alignment of a value, which may be unsized.
    #[inline(always)]
    #[must_use]
    pub const fn of_val<T: ?Sized>(value: &T) -> Self {
        // SAFETY: the alignment of a value is a power of two.
        Alignment(unsafe { PowerOfTwo::<usize>::new_unchecked(align_of_val(value)) })
    }

    /// The number of bytes, of which the optimizer is told that it is a power of two.
    #[inline(always)]
    #[must_use]
    pub const fn get(self) -> usize {
        self.0.get()
    }

    /// The number of bytes, as a power of two.
    #[inline(always)]
    #[must_use]
    pub const fn power(self) -> PowerOfTwo<usize> {
        self.0
    }

    /// The exponent.
    #[inline(always)]
    #[must_use]
    pub const fn log2(self) -> u32 {
        self.0.log2()
    }

    /// The number of bytes less one: the bits that are 0 in an address so aligned.
    #[inline(always)]
    #[must_use]
    pub const fn mask(self) -> usize {
        self.0.mask()
    }

    /// Whether an address or a size is aligned.
    #[inline(always)]
    #[must_use]
    pub const fn is_aligned(self, value: usize) -> bool {
        self.0.is_aligned(value)
    }

    /// The greatest aligned number that is not above `value`.
    #[inline(always)]
    #[must_use]
    pub const fn align_down(self, value: usize) -> usize {
        self.0.align_down(value)
    }

    /// The least aligned number that is not below `value`, if it fits.
    #[inline(always)]
    #[must_use]
    pub const fn align_up(self, value: usize) -> Option<usize> {
        self.0.align_up(value)
    }

    /// The layout of `size` bytes so aligned.
    ///
    /// # Errors
    ///
    /// When they would be more than `isize::MAX` with the padding behind them.
    #[inline(always)]
    pub const fn layout(self, size: usize) -> Result<Layout, LayoutError> {
        Layout::from_size_align(size, self.get())
    }
}

impl From<Layout> for Alignment {
    #[inline(always)]
    fn from(layout: Layout) -> Self {
        // SAFETY: the alignment of a layout is a power of two.
        Alignment(unsafe { PowerOfTwo::<usize>::new_unchecked(layout.align()) })
    }
}

impl From<PowerOfTwo<usize>> for Alignment {
    #[inline(always)]
    fn from(power: PowerOfTwo<usize>) -> Self {
        Alignment(power)
    }
}

impl From<Alignment> for PowerOfTwo<usize> {
    #[inline(always)]
    fn from(alignment: Alignment) -> Self {
        alignment.0
    }
}

impl From<Alignment> for usize {
    #[inline(always)]
    fn from(alignment: Alignment) -> Self {
        alignment.get()
    }
}

impl From<Alignment> for NonZero<usize> {
    #[inline(always)]
    fn from(alignment: Alignment) -> Self {
        alignment.0.as_nonzero()
    }
}

impl TryFrom<usize> for Alignment {
    type Error = OutOfRange;

    #[inline(always)]
    fn try_from(bytes: usize) -> Result<Self, OutOfRange> {
        PowerOfTwo::try_from(bytes).map(Alignment)
    }
}

impl fmt::Debug for Alignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Alignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
