// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a value of a range is kept in, so that the compiler sees bit patterns that are free.
//!
//! On stable only an enum, a `NonZero` and a `char` have some. So the highest byte of the integer
//! is an enum of the bytes that it may be, and the other bytes are bytes: together they are what
//! the integer is in memory. The enums come in 29 sizes, of which [`class`] picks the
//! smallest that will do.
//!
//! Where none will do, `pat!(encoded ..)` keeps another number than the value: a `NonZero` of the
//! value with the bits flipped that are set in the highest value of the type, or in the lowest,
//! whichever is not in the range. The one that is not would be 0.

use super::prim::Prim;
use crate::text::Text;

/// What the storage says of the values in it.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The highest byte is one of these, in the sign of the integer.
    Top(i16, i16),
    /// The integer is not 0.
    NotZero,
    /// The integer is not the highest of its type, with which it is encoded.
    NotHighest,
    /// The integer is not the lowest of its type, with which it is encoded.
    NotLowest,
    /// Nothing is said.
    Any,
}

/// A kind of storage, for integers of each size.
///
/// # Safety
///
/// `Of<P>` has the size and the alignment of `P`, no padding, and is valid for the bytes of
/// `value ^ mask::<P>(KIND)`, for each `value` of `P` of which `KIND` holds.
pub unsafe trait Class: Copy + 'static {
    /// What holds of the values.
    const KIND: Kind;
    /// The storage of a `P`.
    type Of<P: Prim>: Copy;
}

/// A number, for which [`Pick`] says the class.
#[doc(hidden)]
pub enum Number<const N: usize> {}

/// From the number that [`class`] returns to the class.
#[doc(hidden)]
pub trait Pick {
    /// The class.
    type Class: Class;
}

/// No value is free: the integer itself.
#[derive(Clone, Copy)]
pub enum Any {}

// SAFETY: it is `P`.
unsafe impl Class for Any {
    const KIND: Kind = Kind::Any;
    type Of<P: Prim> = P;
}

/// 0 is free.
#[derive(Clone, Copy)]
pub enum NotZero {}

// SAFETY: `P::NonZero` is the `NonZero` of `P`, or `P`, by the contract of `Prim`.
unsafe impl Class for NotZero {
    const KIND: Kind = Kind::NotZero;
    type Of<P: Prim> = P::NonZero;
}

/// The highest value is free, for that is kept as 0.
#[derive(Clone, Copy)]
pub enum NotHighest {}

// SAFETY: by the contract of `Prim` `P::NonZero` is the `NonZero` of an integer `P`, and a number
// other than the mask is not 0 when it is xored with that. Of `char` `KIND` holds for no value.
// `Encoded` has the size of what is in it, or there is no code that uses it.
unsafe impl Class for NotHighest {
    const KIND: Kind = Kind::NotHighest;
    type Of<P: Prim> = Encoded<P::NonZero>;
}

/// The lowest value is free, for that is kept as 0.
#[derive(Clone, Copy)]
pub enum NotLowest {}

// SAFETY: as for `NotHighest`.
unsafe impl Class for NotLowest {
    const KIND: Kind = Kind::NotLowest;
    type Of<P: Prim> = Encoded<P::NonZero>;
}

/// An integer in memory that is not the value.
// It has no `repr`, so that rustc warns of it in the functions of C, which would take it for one.
// Rust promises of such a struct no more than that the field is within. That suffices where it has
// the size and the alignment of the field, which `Ranged::SOUND` looks at.
#[derive(Clone, Copy)]
pub struct Encoded<T>(#[allow(dead_code, reason = "read by its bytes")] T);

/// The bytes of a `P` in memory, of which the highest is an `E`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Bytes<P, E, const LOW: usize> {
    aligned: [P; 0],
    #[cfg(target_endian = "big")]
    high: E,
    low: [u8; LOW],
    #[cfg(target_endian = "little")]
    high: E,
}

/// Declares one enum of consecutive bytes.
macro_rules! top {
    ($name:ident $repr:ident $first:literal: $variant:ident $($more:ident)*) => {
        /// The bytes that the highest byte of an integer may be.
        #[derive(Clone, Copy)]
        #[repr($repr)]
        pub enum $name {
            #[doc(hidden)]
            $variant = $first,
            $(#[doc(hidden)] $more,)*
        }

        // SAFETY: by the contract of `Prim` these are the bytes of a `P`, the highest of which is
        // this enum, and it has a variant for each byte from the first to the last.
        unsafe impl Class for $name {
            const KIND: Kind = {
                let others: &[&str] = &[$(stringify!($more)),*];
                Kind::Top($first, $first + others.len() as i16)
            };
            type Of<P: Prim> = P::Bytes<$name>;
        }
    };
}

/// Declares the enums of ever more bytes. Each block of names is added to those before it.
macro_rules! tops {
    ([$($before:ident)*]) => {};
    ([$($before:ident)*] [$($block:ident)*] $($name:ident: $repr:ident $first:literal),*; $($rest:tt)*) => {
        tops!(@ [$($before)* $($block)*] $($name $repr $first),*);
        tops!([$($before)* $($block)*] $($rest)*);
    };
    (@ $all:tt $($name:ident $repr:ident $first:literal),*) => {
        $( tops!(@@ $all $name $repr $first); )*
    };
    (@@ [$($all:ident)*] $name:ident $repr:ident $first:literal) => {
        top!($name $repr $first: $($all)*);
    };
}

tops! { []
    [V00] UpTo0: u8 0, From255: u8 255;
    [V01] UpTo1: u8 0, Signed1: i8 -1;
    [V02 V03] UpTo3: u8 0, Signed2: i8 -2;
    [V04 V05 V06 V07] UpTo7: u8 0, Signed4: i8 -4;
    [V08 V09 V0A V0B V0C V0D V0E V0F] UpTo15: u8 0, Signed8: i8 -8;
    [V10 V11 V12 V13 V14 V15 V16 V17 V18 V19 V1A V1B V1C V1D V1E V1F] UpTo31: u8 0, Signed16: i8 -16;
    [
        V20 V21 V22 V23 V24 V25 V26 V27 V28 V29 V2A V2B V2C V2D V2E V2F
        V30 V31 V32 V33 V34 V35 V36 V37 V38 V39 V3A V3B V3C V3D V3E V3F
    ] UpTo63: u8 0, Signed32: i8 -32;
    [
        V40 V41 V42 V43 V44 V45 V46 V47 V48 V49 V4A V4B V4C V4D V4E V4F
        V50 V51 V52 V53 V54 V55 V56 V57 V58 V59 V5A V5B V5C V5D V5E V5F
        V60 V61 V62 V63 V64 V65 V66 V67 V68 V69 V6A V6B V6C V6D V6E V6F
        V70 V71 V72 V73 V74 V75 V76 V77 V78 V79 V7A V7B V7C V7D V7E V7F
    ] UpTo127: u8 0, From128: u8 128, Signed64: i8 -64;
    [
        V80 V81 V82 V83 V84 V85 V86 V87 V88 V89 V8A V8B V8C V8D V8E V8F
        V90 V91 V92 V93 V94 V95 V96 V97 V98 V99 V9A V9B V9C V9D V9E V9F
        VA0 VA1 VA2 VA3 VA4 VA5 VA6 VA7 VA8 VA9 VAA VAB VAC VAD VAE VAF
        VB0 VB1 VB2 VB3 VB4 VB5 VB6 VB7 VB8 VB9 VBA VBB VBC VBD VBE VBF
    ] UpTo191: u8 0, Signed96: i8 -96, SignedLow: i8 -128, SignedHigh: i8 -64;
    [
        VC0 VC1 VC2 VC3 VC4 VC5 VC6 VC7 VC8 VC9 VCA VCB VCC VCD VCE VCF
        VD0 VD1 VD2 VD3 VD4 VD5 VD6 VD7 VD8 VD9 VDA VDB VDC VDD VDE VDF
    ] UpTo223: u8 0;
    [VE0 VE1 VE2 VE3 VE4 VE5 VE6 VE7 VE8 VE9 VEA VEB VEC VED VEE VEF] UpTo239: u8 0;
    [VF0 VF1 VF2 VF3 VF4 VF5 VF6 VF7] UpTo247: u8 0;
    [VF8 VF9 VFA VFB] UpTo251: u8 0;
    [VFC VFD] UpTo253: u8 0;
    [VFE] UpTo254: u8 0, SignedNotMax: i8 -128, SignedNotMin: i8 -127;
}

/// Numbers the classes, in the order in which they are tried: those that leave most values free
/// come first. Those after `Any` are for `encoded`, and begin with that whose mask has one bit.
macro_rules! number {
    ($($number:literal $name:ident)*) => {
        $( impl Pick for Number<$number> {
            type Class = $name;
        } )*

        const KINDS: &[Kind] = &[$(<$name as Class>::KIND),*];
    };
}

number! {
    0 UpTo0
    1 From255
    2 UpTo1
    3 Signed1
    4 UpTo3
    5 Signed2
    6 UpTo7
    7 Signed4
    8 UpTo15
    9 Signed8
    10 UpTo31
    11 Signed16
    12 UpTo63
    13 Signed32
    14 UpTo127
    15 From128
    16 Signed64
    17 UpTo191
    18 Signed96
    19 SignedLow
    20 SignedHigh
    21 UpTo223
    22 UpTo239
    23 UpTo247
    24 UpTo251
    25 UpTo253
    26 UpTo254
    27 SignedNotMax
    28 SignedNotMin
    29 NotZero
    30 Any
    31 NotLowest
    32 NotHighest
}

/// Whether what a class says holds of each value of `P` from `low` to `high`.
pub(super) const fn covers<P: Prim>(kind: Kind, low: i128, high: i128) -> bool {
    match kind {
        Kind::Any => true,
        Kind::NotZero => low > 0 || high < 0,
        Kind::NotHighest => high < P::HIGHEST && !P::IS_CHAR,
        Kind::NotLowest => P::LOWEST < low && !P::IS_CHAR,
        Kind::Top(first, last) => {
            let shift = P::BITS - 8;
            let (mut low, mut high) = (low >> shift, high >> shift);
            // Of negative numbers alone the bytes are the upper half of the unsigned ones.
            if first >= 128 && high < 0 {
                low += 256;
                high += 256;
            }
            !P::IS_CHAR && first as i128 <= low && high <= last as i128
        }
    }
}

/// What a value of `P` is xored with in storage of this kind.
pub(super) const fn mask<P: Prim>(kind: Kind) -> i128 {
    match kind {
        Kind::NotHighest => P::HIGHEST,
        Kind::NotLowest => P::LOWEST,
        Kind::Top(..) | Kind::NotZero | Kind::Any => 0,
    }
}

/// The number of the class for the values of `P` from `low` to `high`, which the source has as
/// `low..end` if `exclusive`.
///
/// # Panics
///
/// When there is no such value. A const argument calls this, so that is an error in the build.
#[doc(hidden)]
#[track_caller]
pub const fn class<P: Prim>(low: i128, high: i128, exclusive: bool) -> usize {
    if low > high {
        the_range::<P>(low, high, exclusive)
            .str(" has no values")
            .panic()
    }
    first_from::<P>(0, low, high)
}

/// The number of the class of `encoded` for these values.
///
/// # Panics
///
/// When there is no such value, when no other is left, and when there is no need to encode them. A
/// const argument calls this, so that is an error in the build.
#[doc(hidden)]
#[track_caller]
pub const fn encoded_class<P: Prim>(low: i128, high: i128, exclusive: bool) -> usize {
    let plain = class::<P>(low, high, exclusive);
    if P::IS_CHAR || !matches!(KINDS[plain], Kind::Any) {
        the_range::<P>(low, high, exclusive)
            .str(" leaves values for `None` as it is: remove `encoded`")
            .panic()
    }
    let number = first_from::<P>(plain + 1, low, high);
    if number >= KINDS.len() {
        the_range::<P>(low, high, exclusive)
            .str(" is the whole type and leaves no value for `None`: remove `encoded`")
            .panic()
    }
    number
}

#[inline]
const fn the_range<P: Prim>(low: i128, high: i128, exclusive: bool) -> Text {
    let text = Text::new().str("the range `").value::<P>(low);
    let text = if exclusive {
        text.str("..").value::<P>(high + 1)
    } else {
        text.str("..=").value::<P>(high)
    };
    text.str("`")
}

/// The first class from this number on that will do.
const fn first_from<P: Prim>(mut number: usize, low: i128, high: i128) -> usize {
    while number < KINDS.len() && !covers::<P>(KINDS[number], low, high) {
        number += 1;
    }
    number
}

/// The value before `bound`, which a range that is written `..bound` ends with.
#[doc(hidden)]
pub const fn before<P: Prim>(bound: i128) -> i128 {
    // There are no characters from U+D800 to U+DFFF.
    if P::IS_CHAR && bound == 0xE000 {
        0xD7FF
    } else {
        bound - 1
    }
}
