// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is checked of a declaration while constants are evaluated, and how it is told.
//!
//! Ranges that are literal numbers are checked by the macro. These functions see the rest: constant
//! expressions, fields behind a `cfg`, and what only a type knows. Each is called by a constant of
//! its own at the user's token, which, because of `track_caller`, is where a panic is reported.

use super::bits::of_u128 as bits;
use crate::text::Text;

/// Where a field is: `len` times `width` bits, the first from `shift` on.
#[derive(Clone, Copy)]
pub struct Place {
    pub shift: u32,
    pub width: u32,
    pub len: usize,
    pub stride: u32,
    /// As it is written.
    hi: u32,
    lo: u32,
    wrong: bool,
}

impl Place {
    /// A field of the bits `hi:lo` of a word of so many bits.
    ///
    /// What is not within the word is cut off, so that a wrong range is one error, that of the check.
    pub const fn of(hi: u32, lo: u32, word: u32) -> Place {
        let wrong = hi < lo || hi >= word;
        Place {
            shift: if wrong { 0 } else { lo },
            width: if wrong { 1 } else { hi - lo + 1 },
            len: 1,
            stride: if wrong { 1 } else { hi - lo + 1 },
            hi,
            lo,
            wrong,
        }
    }

    /// As many of it as `len` says, one after the other.
    pub const fn times(self, len: usize) -> Place {
        Place { len, ..self }
    }

    /// Each so many bits after the one before.
    pub const fn every(self, stride: u32) -> Place {
        Place { stride, ..self }
    }

    /// All bits.
    const fn mask(self) -> u128 {
        let mut mask = 0;
        let mut index = 0;
        while index < self.len && index < 128 {
            mask |= bits::mask(self.bit(index), self.width);
            index += 1;
        }
        mask
    }

    /// The lowest bit of an element.
    #[inline(always)]
    pub const fn bit(self, index: usize) -> u32 {
        (index as u32)
            .wrapping_mul(self.stride)
            .wrapping_add(self.shift)
    }
}

/// A range ends where it starts or above, and within the word.
#[track_caller]
pub const fn range(field: &str, place: Place, word: u32) {
    let (hi, lo) = (place.hi, place.lo);
    if hi < lo {
        Text::new()
            .code(field)
            .str(" has no bits: its highest, ")
            .number(hi as i128)
            .str(", is below its lowest, ")
            .number(lo as i128)
            .panic()
    }
    if hi >= word {
        Text::new()
            .code(field)
            .str(" has bit ")
            .number(hi as i128)
            .str(", and the highest bit of the register is ")
            .number((word - 1) as i128)
            .panic()
    }
}

/// The elements of an array are some, apart from each other, and within the word.
#[track_caller]
pub const fn array(field: &str, place: Place, word: u32) {
    if place.wrong {
        return;
    }
    if place.len == 0 {
        Text::new()
            .code(field)
            .str(" is an array of no elements")
            .panic()
    }
    if place.stride < place.width {
        Text::new()
            .str("the elements of ")
            .code(field)
            .str(" overlap: they have ")
            .number(place.width as i128)
            .str(" bits and are ")
            .number(place.stride as i128)
            .str(" apart")
            .panic()
    }
    // In 128 bits, so that no product is too large.
    let top =
        place.shift as u128 + (place.len as u128 - 1) * place.stride as u128 + place.width as u128
            - 1;
    if top >= word as u128 {
        Text::new()
            .str("the last element of ")
            .code(field)
            .str(" ends with bit ")
            .number(top as i128)
            .str(", and the highest bit of the register is ")
            .number((word - 1) as i128)
            .panic()
    }
}

/// A field has no bits of another.
#[track_caller]
pub const fn apart(field: &str, place: Place, others: &[(&str, Place)]) {
    let mut rest = others;
    while let [(name, other), tail @ ..] = rest {
        let common = place.mask() & other.mask();
        if common != 0 && !place.wrong && !other.wrong {
            Text::new()
                .code(field)
                .str(" overlaps ")
                .code(name)
                .str(" in bit ")
                .number(common.trailing_zeros() as i128)
                .str(": write `overlay` before one of them if it is meant to")
                .panic()
        }
        rest = tail;
    }
}

/// The type of a field, as far as it matters here.
#[derive(Clone, Copy)]
pub struct Type<'a> {
    pub name: &'a str,
    pub width: u32,
    pub exhaustive: bool,
    pub exact: bool,
}

impl Type<'_> {
    const fn fits(self, place: Place) -> bool {
        self.width == place.width || (self.width < place.width && !self.exact)
    }
}

/// A type has as many bits as its field has room for.
#[track_caller]
pub const fn width(field: &str, place: Place, ty: Type<'_>) {
    if !ty.fits(place) {
        Text::new()
            .code(field)
            .str(" has ")
            .bits(place.width)
            .str(", and ")
            .code(ty.name)
            .str(" has ")
            .number(ty.width as i128)
            .panic()
    }
}

/// The arrow says whether the bits may be no value of the type.
#[track_caller]
pub const fn arrow(field: &str, place: Place, ty: Type<'_>, fallible: bool) {
    if !ty.fits(place) {
        // Told by `width`.
        return;
    }
    let total = ty.exhaustive && ty.width == place.width;
    if fallible && total {
        Text::new()
            .str("each value of the ")
            .bits(place.width)
            .str(" of ")
            .code(field)
            .str(" is one of ")
            .code(ty.name)
            .str(", so nothing can fail: write `=>`")
            .panic()
    }
    if !fallible && !total {
        Text::new()
            .str("not each value of the ")
            .bits(place.width)
            .str(" of ")
            .code(field)
            .str(" is one of ")
            .code(ty.name)
            .str(": write `?=>`, and the getter returns a `Result`")
            .panic()
    }
}

/// A constant is one that a field has room for.
#[track_caller]
pub const fn constant(field: &str, width: u32, fits: bool) {
    if !fits {
        Text::new()
            .str("the constant does not fit the ")
            .bits(width)
            .str(" of ")
            .code(field)
            .panic()
    }
}

/// A constant index is one of an array.
#[track_caller]
pub const fn index(field: &str, index: usize, len: usize) {
    if index >= len {
        Text::new()
            .str("the index is out of bounds: ")
            .code(field)
            .str(" has ")
            .number(len as i128)
            .str(" elements")
            .panic()
    }
}

/// How many bits the largest of an enum's discriminants needs, at least one.
#[track_caller]
pub const fn bits_of(discriminants: &[i128]) -> u32 {
    let mut width = 1;
    let mut rest = discriminants;
    while let [value, tail @ ..] = rest {
        let needs = i128::BITS - value.leading_zeros();
        if *value >= 0 && needs > width {
            width = needs;
        }
        rest = tail;
    }
    width
}

/// A variant's discriminant is made of so many bits.
#[track_caller]
pub const fn variant(name: &str, discriminant: i128, width: u32) {
    if discriminant < 0 {
        Text::new()
            .str("the discriminant of ")
            .code(name)
            .str(" is negative, and bits are not")
            .panic()
    }
    if i128::BITS - discriminant.leading_zeros() > width {
        Text::new()
            .str("the discriminant of ")
            .code(name)
            .str(" needs more than ")
            .bits(width)
            .panic()
    }
}
