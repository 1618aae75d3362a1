// SPDX-License-Identifier: MIT OR Apache-2.0

//! Registers: integers of which groups of bits have names and types.

#[doc(hidden)]
pub mod bits;
mod bounded;
#[doc(hidden)]
pub mod check;
mod codec;
mod convert;
mod error;
mod integer;

pub use bounded::Bounded;
pub use codec::Bits;
pub use convert::{
    Fits,
    TryFits, //
};
pub use error::{
    DoesNotFit,
    InvalidBits, //
};
pub use integer::{
    Integer,
    Signed,
    Unsigned, //
};

/// What the expanded macros need to reach.
#[doc(hidden)]
pub mod private {
    pub use super::{
        bits,
        check,
        codec::Primitive, //
    };
    pub use kelson_macros::bitfield as expand;
}

/// Stub.
#[macro_export]
macro_rules! bitfield {
    ($($declaration:tt)*) => {
        $crate::__private::bitfield::expand! { $crate $($declaration)* }
    };
}

/// What a register is beside its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($vis:vis $name:ident $word:ident) => {
        const _: () = {
            // SAFETY: it is laid out as an integer, of which zero is a value.
            unsafe impl $crate::init::Zeroable for $name {}
            $crate::__zeroable_in_kernel!($name);

            #[automatically_derived]
            impl $crate::Bits for $name {
                const WIDTH: u32 = $word::BITS;
                const EXHAUSTIVE: bool = true;
                type Raw = $word;
                type Codec = Codec;
                const CODEC: Codec = Codec;
            }

            #[allow(missing_debug_implementations, unreachable_pub)]
            pub struct Codec;

            #[automatically_derived]
            #[allow(dead_code, missing_docs, unreachable_pub)]
            impl Codec {
                #[inline(always)]
                pub const fn encode(self, value: $name) -> $word {
                    value.into_raw()
                }

                #[inline(always)]
                pub const fn decode(self, raw: $word) -> ::core::option::Option<$name> {
                    ::core::option::Option::Some($name::from_raw(raw))
                }

                #[inline(always)]
                pub const fn decode_all(self, raw: $word) -> $name {
                    $name::from_raw(raw)
                }
            }
        };
    };
}

#[cfg(kelson_kernel)]
#[doc(hidden)]
#[macro_export]
macro_rules! __zeroable_in_kernel {
    ($name:ident) => {
        // SAFETY: it is laid out as an integer, of which zero is a value.
        unsafe impl ::pin_init::Zeroable for $name {}
    };
}

#[cfg(not(kelson_kernel))]
#[doc(hidden)]
#[macro_export]
macro_rules! __zeroable_in_kernel {
    ($name:ident) => {};
}
