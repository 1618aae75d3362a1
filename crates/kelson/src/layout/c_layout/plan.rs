// SPDX-License-Identifier: MIT OR Apache-2.0

//! What generated code asks of a layout.

use super::engine::{
    Layout,
    Mistake, //
};

/// The layout, or that of nothing, so that a mistake is told of once and not at every field.
pub const fn or_nothing<const N: usize>(result: &Result<Layout<N>, Mistake>) -> Layout<N> {
    match result {
        Ok(layout) => *layout,
        Err(_) => Layout {
            size: 0,
            align: 1,
            position: [0; N],
            end: [0; N],
        },
    }
}

/// The width of a bit-field. What is no `u32` is more than any type has, and so a mistake.
pub const fn width(number: i128) -> u32 {
    if number < 0 || number > u32::MAX as i128 {
        return u32::MAX;
    }
    number as u32
}

/// An alignment, or the number of `pack`. What is no `usize` is none, and neither is 0, which to the
/// engine is that nothing is asked for.
pub const fn align(number: i128) -> usize {
    if number <= 0 || number > usize::MAX as i128 {
        return usize::MAX;
    }
    number as usize
}

/// Whether this is the mistake.
pub const fn is<const N: usize>(result: &Result<Layout<N>, Mistake>, mistake: Mistake) -> bool {
    match result {
        Ok(_) => false,
        Err(found) => {
            let (kind, index) = key(*found);
            let (other, at) = key(mistake);
            kind == other && index == at
        }
    }
}

/// `==` is not for constants yet.
const fn key(mistake: Mistake) -> (u8, usize) {
    match mistake {
        Mistake::Microsoft => (0, 0),
        Mistake::UnknownBitFields(index) => (1, index),
        Mistake::Pack => (2, 0),
        Mistake::Align => (3, 0),
        Mistake::MemberAlign(index) => (4, index),
        Mistake::Width(index) => (5, index),
        Mistake::NamedZeroWidth(index) => (6, index),
        Mistake::OveralignedBase(index) => (7, index),
        Mistake::Base(index) => (8, index),
        Mistake::BitFieldAlign(index) => (9, index),
        Mistake::UnnamedAlign(index) => (10, index),
        Mistake::Flexible(index) => (11, index),
        Mistake::Size => (12, 0),
    }
}

/// The first byte after the members before this one.
pub const fn free<const N: usize>(layout: &Layout<N>, index: usize) -> usize {
    if index == 0 {
        0
    } else {
        layout.end[index - 1].div_ceil(8) as usize
    }
}

/// The offset of a plain member.
pub const fn offset<const N: usize>(layout: &Layout<N>, index: usize) -> usize {
    (layout.position[index] / 8) as usize
}

/// The bytes of padding before a plain member.
pub const fn gap<const N: usize>(layout: &Layout<N>, index: usize) -> usize {
    offset(layout, index).saturating_sub(free(layout, index))
}

/// The bytes that a run of bit-fields takes, with the padding before it.
pub const fn unit<const N: usize>(layout: &Layout<N>, first: usize, last: usize) -> usize {
    (layout.end[last].div_ceil(8) as usize).saturating_sub(free(layout, first))
}

/// The bytes that a bit-field of a union takes.
pub const fn of_union<const N: usize>(layout: &Layout<N>, index: usize) -> usize {
    layout.end[index].div_ceil(8) as usize
}

/// The position of a bit-field in the unit that starts with the member `first`.
pub const fn within<const N: usize>(layout: &Layout<N>, first: usize, index: usize) -> u64 {
    layout.position[index].saturating_sub(free(layout, first) as u64 * 8)
}

/// The bytes of padding after the last member.
pub const fn tail<const N: usize>(layout: &Layout<N>) -> usize {
    layout.size.saturating_sub(free(layout, N))
}

/// Whether a member of a record of alignment `of_record` is where values of its type may be borrowed.
pub const fn is_native<const N: usize>(
    layout: &Layout<N>,
    index: usize,
    of_record: usize,
    align: usize,
) -> bool {
    offset(layout, index) % align == 0 && of_record % align == 0
}

/// The size of a record with so many elements in its flexible array: C's `sizeof(*p) + n * sizeof(*p->a)`.
pub const fn with_elements(record: usize, element: usize, count: usize) -> Option<usize> {
    match element.checked_mul(count) {
        Some(size) => match record.checked_add(size) {
            Some(size) if size <= isize::MAX as usize => Some(size),
            _ => None,
        },
        None => None,
    }
}

/// The types of a field that counts the elements of a flexible array.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not count elements",
    label = "not a field of an integer type",
    note = "`#[counted_by(..)]` names a field that is an integer"
)]
pub trait Count: Copy {}

macro_rules! counts {
    ($($type:ident)*) => { $(
        impl Count for $type {}
    )* };
}

counts!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// The number of elements.
#[inline(always)]
pub const fn count<T: Count>(field: T) -> T {
    field
}

/// Padding.
pub const fn zeros<const N: usize>() -> [u8; N] {
    [0; N]
}
