// SPDX-License-Identifier: MIT OR Apache-2.0

//! C's bit-fields, in the bytes that a run of them takes.

use super::engine::{
    Abi,
    Member, //
};
use crate::layout::bitfield::bits::{
    of_u128,
    of_u64, //
};
use core::{
    marker::PhantomData,
    mem::{
        forget,
        transmute_copy, //
    },
};

/// A type that a bit-field may have: an integer of up to 64 bits, `bool`, or an enum of
/// [`c_layout`](macro@crate::c_layout).
///
/// # Safety
///
/// Either it is an integer, or a transparent wrapper of one, and `SIGNED` says which kind. Or 0 and
/// 1, as a `u8`, are values of it, `WIDTH` is 1, and `SIGNED` is `false`.
#[diagnostic::on_unimplemented(
    message = "a bit-field cannot have the type `{Self}`",
    label = "not a type for bit-fields",
    note = "integers of up to 64 bits and `bool` can have `#[bits(..)]`, and so can enums with `#[c_layout]`"
)]
pub unsafe trait Base: Copy {
    /// How many bits the values have.
    const WIDTH: u32;
    /// The highest bit is the sign.
    const SIGNED: bool;
}

macro_rules! base {
    ($($type:ident $width:expr, $signed:literal;)*) => { $(
        // SAFETY: it is the integer that the list says, or `bool`, of width 1.
        unsafe impl Base for $type {
            const WIDTH: u32 = $width;
            const SIGNED: bool = $signed;
        }
    )* };
}

base! {
    bool 1, false;
    u8 8, false;
    u16 16, false;
    u32 32, false;
    u64 64, false;
    usize usize::BITS, false;
    i8 8, true;
    i16 16, true;
    i32 32, true;
    i64 64, true;
    isize isize::BITS, true;
}

/// The number does not fit in the bit-field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

impl core::fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the number does not fit in the bit-field")
    }
}

impl core::error::Error for OutOfRange {}

/// Says that `T` is a [`Base`], so that a type that is none is one error and not one per use.
///
/// # Invariants
///
/// `T: Base`, and the fields are what that says.
#[doc(hidden)]
pub struct Of<T> {
    width: u32,
    signed: bool,
    of: PhantomData<fn() -> T>,
}

// Whatever `T` is: a derive would have that as a bound.
impl<T> Clone for Of<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Of<T> {}

/// For bit-fields of type `T`.
#[doc(hidden)]
pub const fn of<T: Base>() -> Of<T> {
    // INVARIANT: as the bound says.
    Of {
        width: T::WIDTH,
        signed: T::SIGNED,
        of: PhantomData,
    }
}

/// The bit-field as a member of its record.
#[doc(hidden)]
pub const fn member<T>(of: Of<T>, width: u32) -> Member {
    Member::bits_of::<T>(width).width(of.width)
}

/// The value of the bit-field at bit `offset` of the bytes.
#[doc(hidden)]
#[inline(always)]
pub const fn read<T, const LEN: usize>(of: Of<T>, unit: &[u8; LEN], offset: u64, width: u32) -> T {
    let bits = get(unit, offset, width, Abi::TARGET.big_endian);
    let bits = if of.signed {
        of_u64::sign_extend(bits, width) as u64
    } else {
        bits
    };
    let bits = of_u64::get(bits, 0, of.width);
    match size_of::<T>() {
        // SAFETY: by the invariant of `Of`, `T` is an integer of this size, of which every value of the bytes is
        // one. Or it is like `bool`, and `bits` is 0 or 1, because its width is 1.
        1 => unsafe { transmute_copy::<u8, T>(&(bits as u8)) },
        // SAFETY: as above.
        2 => unsafe { transmute_copy::<u16, T>(&(bits as u16)) },
        // SAFETY: as above.
        4 => unsafe { transmute_copy::<u32, T>(&(bits as u32)) },
        // SAFETY: as above.
        8 => unsafe { transmute_copy::<u64, T>(&bits) },
        _ => unreachable!(),
    }
}

/// Gives the bit-field at bit `offset` the lowest `width` bits of the value, as C does.
#[doc(hidden)]
#[inline(always)]
pub const fn write<T, const LEN: usize>(
    of: Of<T>,
    unit: &mut [u8; LEN],
    offset: u64,
    width: u32,
    value: T,
) {
    // By the invariant of `Of` it is `Copy`, and has no destructor. That is not a bound, which would be an
    // error of its own wherever a bit-field of a wrong type is written.
    let bits = widen(of, &value);
    forget(value);
    put(unit, offset, width, bits, Abi::TARGET.big_endian);
}

/// Whether a bit-field of that width can have the value.
#[doc(hidden)]
#[inline(always)]
pub const fn fits<T>(of: Of<T>, width: u32, value: &T) -> bool {
    let bits = widen(of, value);
    if of.signed {
        of_u64::fits_signed(bits as i64, width)
    } else {
        of_u64::fits(bits, width)
    }
}

/// The value with as many bits as there can be; a signed one keeps its sign.
#[inline(always)]
const fn widen<T>(of: Of<T>, value: &T) -> u64 {
    let size = size_of::<T>();
    let bits = match size {
        // SAFETY: by the invariant of `Of`, `T` is an integer of this size, or a `bool`, so its bytes are
        // initialized.
        1 => unsafe { transmute_copy::<T, u8>(value) as u64 },
        // SAFETY: as above.
        2 => unsafe { transmute_copy::<T, u16>(value) as u64 },
        // SAFETY: as above.
        4 => unsafe { transmute_copy::<T, u32>(value) as u64 },
        // SAFETY: as above.
        8 => unsafe { transmute_copy::<T, u64>(value) },
        _ => unreachable!(),
    };
    if of.signed {
        of_u64::sign_extend(bits, size as u32 * 8) as u64
    } else {
        bits
    }
}

/// The bits at `offset`.
#[doc(hidden)]
#[inline(always)]
pub const fn get<const LEN: usize>(unit: &[u8; LEN], offset: u64, width: u32, big: bool) -> u64 {
    let (at, size) = container(LEN, offset, width);
    let shift = shift(at, size, offset, width, big);
    if size <= 8 {
        of_u64::get(load(unit, at, size, big), shift, width)
    } else {
        of_u128::get(load_wide(unit, at, big), shift, width) as u64
    }
}

/// Replaces the bits at `offset`.
#[doc(hidden)]
#[inline(always)]
pub const fn put<const LEN: usize>(
    unit: &mut [u8; LEN],
    offset: u64,
    width: u32,
    bits: u64,
    big: bool,
) {
    let (at, size) = container(LEN, offset, width);
    let shift = shift(at, size, offset, width, big);
    if size <= 8 {
        let word = of_u64::with(load(unit, at, size, big), shift, width, bits);
        store(unit, at, size, word, big);
    } else {
        let word = of_u128::with(load_wide(unit, at, big), shift, width, bits as u128);
        let (word, last) = if big {
            ((word >> 8) as u64, word as u8)
        } else {
            (word as u64, (word >> 64) as u8)
        };
        store(unit, at, 8, word, big);
        unit[at + 8] = last;
    }
}

/// The bytes to load for a bit-field: where they start, and how many.
///
/// The smallest power of two that holds it, in its natural place if there is one, is what one loads
/// by hand. Only a bit-field near the end of odd bytes takes an odd number of them.
#[inline(always)]
const fn container(len: usize, offset: u64, width: u32) -> (usize, usize) {
    let first = (offset / 8) as usize;
    let end = (offset + width as u64).div_ceil(8) as usize;
    let mut size = 1;
    while size <= 8 {
        let start = first / size * size;
        if start + size <= len && end <= start + size {
            return (start, size);
        }
        size *= 2;
    }
    size = 1;
    while size <= 8 {
        if first + size <= len && end <= first + size {
            return (first, size);
        }
        size *= 2;
    }
    (first, end - first)
}

/// How far the bits are from the least significant one of the bytes.
#[inline(always)]
const fn shift(at: usize, size: usize, offset: u64, width: u32, big: bool) -> u32 {
    let before = offset as u32 - at as u32 * 8;
    if big {
        size as u32 * 8 - before - width
    } else {
        before
    }
}

#[inline(always)]
const fn load<const LEN: usize>(unit: &[u8; LEN], at: usize, size: usize, big: bool) -> u64 {
    match size {
        1 => unit[at] as u64,
        2 if big => u16::from_be_bytes(*chunk(unit, at)) as u64,
        2 => u16::from_le_bytes(*chunk(unit, at)) as u64,
        4 if big => u32::from_be_bytes(*chunk(unit, at)) as u64,
        4 => u32::from_le_bytes(*chunk(unit, at)) as u64,
        8 if big => u64::from_be_bytes(*chunk(unit, at)),
        8 => u64::from_le_bytes(*chunk(unit, at)),
        _ => {
            let mut word = 0;
            let mut index = 0;
            while index < size {
                word |= (unit[at + index] as u64) << (8 * significance(index, size, big));
                index += 1;
            }
            word
        }
    }
}

#[inline(always)]
const fn store<const LEN: usize>(
    unit: &mut [u8; LEN],
    at: usize,
    size: usize,
    word: u64,
    big: bool,
) {
    match size {
        1 => unit[at] = word as u8,
        2 if big => *chunk_mut(unit, at) = (word as u16).to_be_bytes(),
        2 => *chunk_mut(unit, at) = (word as u16).to_le_bytes(),
        4 if big => *chunk_mut(unit, at) = (word as u32).to_be_bytes(),
        4 => *chunk_mut(unit, at) = (word as u32).to_le_bytes(),
        8 if big => *chunk_mut(unit, at) = word.to_be_bytes(),
        8 => *chunk_mut(unit, at) = word.to_le_bytes(),
        _ => {
            let mut index = 0;
            while index < size {
                unit[at + index] = (word >> (8 * significance(index, size, big))) as u8;
                index += 1;
            }
        }
    }
}

/// The nine bytes of a bit-field of up to 64 bits that starts within a byte.
#[inline(always)]
const fn load_wide<const LEN: usize>(unit: &[u8; LEN], at: usize, big: bool) -> u128 {
    let word = load(unit, at, 8, big) as u128;
    let last = unit[at + 8] as u128;
    if big {
        word << 8 | last
    } else {
        word | last << 64
    }
}

/// How many bytes are less significant than the one at `index`.
#[inline(always)]
const fn significance(index: usize, size: usize, big: bool) -> usize {
    if big {
        size - 1 - index
    } else {
        index
    }
}

#[inline(always)]
const fn chunk<const SIZE: usize>(unit: &[u8], at: usize) -> &[u8; SIZE] {
    match unit.split_at(at).1.first_chunk() {
        Some(chunk) => chunk,
        // PANIC: the container lies within the unit.
        None => unreachable!(),
    }
}

#[inline(always)]
const fn chunk_mut<const SIZE: usize>(unit: &mut [u8], at: usize) -> &mut [u8; SIZE] {
    match unit.split_at_mut(at).1.first_chunk_mut() {
        Some(chunk) => chunk,
        // PANIC: as above.
        None => unreachable!(),
    }
}
