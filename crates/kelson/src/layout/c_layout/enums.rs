// SPDX-License-Identifier: MIT OR Apache-2.0

//! The integer that C takes for an enum.

/// An enum of [`c_layout`](macro@crate::c_layout): a transparent wrapper of the integer that C takes for it.
pub trait Enum: super::Base {
    /// The integer.
    type Raw: super::Base;
}

/// What to look an integer type up by: its size in bytes, and whether it has a sign.
#[derive(Clone, Copy, Debug)]
pub enum Integer<const SIZE: usize, const SIGNED: bool> {}

/// Is implemented for every [`Integer`] that C may take for an enum.
pub trait ToInteger {
    /// The integer type.
    type T: super::Base;
}

macro_rules! integers {
    ($($size:literal $signed:literal $type:ident;)*) => { $(
        impl ToInteger for Integer<$size, $signed> {
            type T = $type;
        }
    )* };
}

integers! {
    1 false u8;
    1 true i8;
    2 false u16;
    2 true i16;
    4 false u32;
    4 true i32;
    8 false u64;
    8 true i64;
}

/// The size and sign of the type that GCC and Clang take for an enum with these values. (0, _) where
/// there is none.
///
/// `unsigned int`, or `int` if a value is negative. GNU: `unsigned long` or `long` if those do not
/// hold all the values; and where the enum is packed, the smallest of all integers.
pub const fn integer(values: &[i128], packed: bool) -> (usize, bool) {
    let mut low = 0;
    let mut high = 0;
    let mut index = 0;
    while index < values.len() {
        if values[index] < low {
            low = values[index];
        }
        if values[index] > high {
            high = values[index];
        }
        index += 1;
    }
    let signed = low < 0;
    let mut size = if packed { 1 } else { 4 };
    while size <= 8 {
        let bits = size as u32 * 8;
        let (least, most) = if signed {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        if least <= low && high <= most {
            return (size, signed);
        }
        size *= 2;
    }
    (0, signed)
}

/// Whether C counts on from an enumerator of this value.
///
/// C23 wants a larger type for what comes after the largest `int` and the largest `unsigned int`, and so have GCC 13
/// and Clang it under earlier standards; GCC 12 refuses that. There is none after those of 64 bits, where GCC takes
/// `__int128` or refuses and Clang begins anew.
pub const fn has_next(value: i128) -> bool {
    value != i64::MAX as i128 && value != u64::MAX as i128
}

/// Whether the size of an enum that is not packed depends on the options of the C compiler.
///
/// The psABI of Arm without an operating system leaves it open, and GCC there has `-fshort-enums` on.
pub const SIZE_IS_OPEN: bool = cfg!(all(target_arch = "arm", target_os = "none"));
