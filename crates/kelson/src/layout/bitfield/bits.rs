// SPDX-License-Identifier: MIT OR Apache-2.0

//! Bits within a word: the arithmetic of every bit-field, in one place.
//!
//! A module per unsigned integer: `of_u8` to `of_u128`. All functions are `const`, and with constant
//! `shift` and `width` each is what one writes by hand with masks. None panics for whatever width
//! and shift: what lies beyond the word is cut off. Whoever declares a field checks its range once.

macro_rules! of {
    ($module:ident, $word:ident, $signed:ident) => {
        #[doc = concat!("Fields of a `", stringify!($word), "`.")]
        pub mod $module {
            /// `width` ones, from bit 0.
            #[inline(always)]
            pub const fn ones(width: u32) -> $word {
                match width {
                    0 => 0,
                    _ if width >= $word::BITS => $word::MAX,
                    _ => (1 << width) - 1,
                }
            }

            /// The mask of a field in its place.
            #[inline(always)]
            pub const fn mask(shift: u32, width: u32) -> $word {
                match shift < $word::BITS {
                    true => ones(width) << shift,
                    false => 0,
                }
            }

            /// The field's bits, from bit 0.
            #[inline(always)]
            pub const fn get(word: $word, shift: u32, width: u32) -> $word {
                match shift < $word::BITS {
                    true => (word >> shift) & ones(width),
                    false => 0,
                }
            }

            /// The number in the lowest `width` bits of `bits`, in two's complement.
            #[inline(always)]
            pub const fn sign_extend(bits: $word, width: u32) -> $signed {
                match width {
                    0 => 0,
                    _ if width >= $word::BITS => bits as $signed,
                    _ => ((bits << ($word::BITS - width)) as $signed) >> ($word::BITS - width),
                }
            }

            /// The field as a number in two's complement.
            #[inline(always)]
            pub const fn get_signed(word: $word, shift: u32, width: u32) -> $signed {
                sign_extend(get(word, shift, width), width)
            }

            /// `word` with the lowest bits of `bits` in the field. Higher bits are cut off.
            #[inline(always)]
            pub const fn with(word: $word, shift: u32, width: u32, bits: $word) -> $word {
                match shift < $word::BITS {
                    true => (word & !mask(shift, width)) | ((bits & ones(width)) << shift),
                    false => word,
                }
            }

            /// Whether a field of `width` bits can hold the number.
            #[inline(always)]
            pub const fn fits(value: $word, width: u32) -> bool {
                value & !ones(width) == 0
            }

            /// Whether a field of `width` bits can hold the number in two's complement.
            #[inline(always)]
            pub const fn fits_signed(value: $signed, width: u32) -> bool {
                sign_extend(value as $word, width) == value
            }
        }
    };
}

of!(of_u8, u8, i8);
of!(of_u16, u16, i16);
of!(of_u32, u32, i32);
of!(of_u64, u64, i64);
of!(of_u128, u128, i128);
