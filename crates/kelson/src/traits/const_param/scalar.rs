// SPDX-License-Identifier: MIT OR Apache-2.0

//! Integers, `bool` and `char`: by themselves, as fields, and where `c!` is not told which of them it is.

use super::sealed::Sealed;
use super::value::{
    read,
    Encoded,
    Encoding,
    Given,
    Place, //
};
use super::{
    ConstParamTy,
    Is, //
};
use core::marker::PhantomData;
use core::mem;
use core::num::NonZero;

/// A scalar that is encoded, or decoded.
pub struct Native<S, T>(PhantomData<(S, T)>);

/// An array of scalars that is encoded, or decoded.
pub struct NativeArray<S, T, const N: usize>(PhantomData<(S, T)>);

/// The type of a parameter of such a type.
macro_rules! scalars {
    ($($T:ident $Name:ident)*) => {$(
        #[doc = concat!("A value of `", stringify!($T), "` as a type.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $Name<const VALUE: $T>(());

        #[diagnostic::do_not_recommend]
        impl<const VALUE: $T> Sealed<$T> for $Name<VALUE> {}
        impl<const VALUE: $T> Is<$T> for $Name<VALUE> {
            const VALUE: $T = VALUE;
        }
    )*};
}

/// The encoding of such values: as a word, back from one if it is a value, and any value to fill arrays with.
macro_rules! fields {
    ($($T:ty: $alias:expr, |$value:ident| $word:expr, |$read:ident| $decoded:expr, $any:expr;)*) => {$(
        impl ConstParamTy for $T {
            const SCALARS: usize = 1;
            const BYTES: usize = mem::size_of::<$T>();
            const ALIAS: Option<&'static str> = $alias;
            type Encode<S: Given<Self>> = Native<S, Self>;
            type Decode<P: Place> = Native<P, Self>;
            type EncodeArray<S: Given<[Self; N]>, const N: usize> = NativeArray<S, Self, N>;
            type DecodeArray<P: Place, const N: usize> = NativeArray<P, Self, N>;
        }

        impl<S: Given<$T>> Encoded for Native<S, $T> {
            const ENCODING: Encoding = {
                let word = match S::VALUE {
                    Some($value) => $word,
                    None => 0,
                };
                Encoding::EMPTY.scalar(word, mem::size_of::<$T>())
            };
        }

        impl<P: Place> Given<$T> for Native<P, $T> {
            const VALUE: Option<$T> = {
                let $read = read::<P>(0, mem::size_of::<$T>());
                $decoded
            };
        }

        impl<S: Given<[$T; N]>, const N: usize> Encoded for NativeArray<S, $T, N> {
            const ENCODING: Encoding = {
                let mut encoding = Encoding::EMPTY;
                let mut index = 0;
                while index < N {
                    let word = match S::VALUE {
                        Some(array) => {
                            let $value = array[index];
                            $word
                        }
                        None => 0,
                    };
                    encoding = encoding.scalar(word, mem::size_of::<$T>());
                    index += 1;
                }
                encoding
            };
        }

        impl<P: Place, const N: usize> Given<[$T; N]> for NativeArray<P, $T, N> {
            const VALUE: Option<[$T; N]> = {
                let mut array = [$any; N];
                let mut found = 0;
                while found < N {
                    let $read = read::<P>(found, mem::size_of::<$T>());
                    match $decoded {
                        Some(value) => array[found] = value,
                        None => break,
                    }
                    found += 1;
                }
                if found == N {
                    Some(array)
                } else {
                    None
                }
            };
        }
    )*};
}

/// What is wrong with another name for a type of which `c!` knows its own.
macro_rules! alias {
    ($T:ident) => {
        Some(concat!(
            "`c!` knows `",
            stringify!($T),
            "` by this name alone, for a value is one type: write `c!(",
            stringify!($T),
            ": VALUE)`"
        ))
    };
}

macro_rules! integers {
    ($($T:ident)*) => {
        fields! {$(
            $T: alias!($T), |value| value as i128, |word| Some(word as $T), 0;
            NonZero<$T>: None, |value| value.get() as i128, |word| NonZero::new(word as $T), <NonZero<$T>>::MIN;
        )*}
    };
}

scalars! {
    u8 U8 u16 U16 u32 U32 u64 U64 u128 U128 usize Usize
    i8 I8 i16 I16 i32 I32 i64 I64 i128 I128 isize Isize
    bool Bool char Char
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

fields! {
    bool: alias!(bool), |value| value as i128, |word| match word as u8 {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }, false;
    char: alias!(char), |value| value as i128, |word| char::from_u32(word as u32), '\0';
}

// ---- `c!(PATH)`: which type it is, the compiler finds out

/// A type that `c!` can find out by itself.
///
/// # Safety
///
/// `KIND` is of this type and of no other, and zero bytes are a value.
#[diagnostic::on_unimplemented(
    message = "`c!` cannot find out that this is a `{Self}`",
    label = "only an integer, a `bool` or a `char` needs no type",
    note = "write the type before it: `c!(TYPE: VALUE)`"
)]
pub unsafe trait AnyScalar: Copy {
    /// The number of the type.
    const KIND: usize;
}

/// A value of such a type, and which type it is.
///
/// # Invariants
///
/// `kind` is the `KIND` of `T`.
pub struct Scalar<T> {
    value: T,
    kind: usize,
}

impl<T: Copy> Scalar<T> {
    /// Finds out the type.
    pub const fn of(value: T) -> Self
    where
        T: AnyScalar,
    {
        // INVARIANT: it is.
        Scalar {
            value,
            kind: T::KIND,
        }
    }

    /// The number of the type.
    pub const fn kind(&self) -> usize {
        self.kind
    }

    /// The value as a `U` if that is its type, and zero if not.
    pub const fn only<U: AnyScalar>(&self) -> U {
        if self.kind == U::KIND {
            // SAFETY: by the type invariant it is the number of `T`, and the trait promises that types with the same
            // number are the same type.
            unsafe { mem::transmute_copy(&self.value) }
        } else {
            // SAFETY: the trait promises that zero bytes are a value.
            unsafe { mem::zeroed() }
        }
    }
}

/// The number of a type, as a type.
pub struct Kind<const KIND: usize>(());

macro_rules! kinds {
    ($($T:ident $Name:ident $VALUE:ident $kind:literal)*) => {
        $(
            // SAFETY: the number stands once in the list, and zero is a value of integers, `false` and `'\0'`.
            unsafe impl AnyScalar for $T {
                const KIND: usize = $kind;
            }
        )*

        kinds!(@each ($(const $VALUE: $T),*) ($($VALUE),*) $($Name $VALUE $kind)*);

        /// The type of a parameter of a kind, given the value as each of the types.
        pub trait OfKind<$(const $VALUE: $T),*> {
            /// The type.
            type Param;
        }
    };
    (@each $params:tt $arguments:tt $($Name:ident $VALUE:ident $kind:literal)*) => {
        $(kinds!(@one $params $arguments $Name $VALUE $kind);)*
    };
    (@one ($($params:tt)*) ($($arguments:tt)*) $Name:ident $VALUE:ident $kind:literal) => {
        impl<$($params)*> OfKind<$($arguments)*> for Kind<$kind> {
            type Param = $Name<$VALUE>;
        }
    };
}

kinds! {
    u8 U8 VALUE_U8 0 u16 U16 VALUE_U16 1 u32 U32 VALUE_U32 2 u64 U64 VALUE_U64 3 u128 U128 VALUE_U128 4
    usize Usize VALUE_USIZE 5 i8 I8 VALUE_I8 6 i16 I16 VALUE_I16 7 i32 I32 VALUE_I32 8 i64 I64 VALUE_I64 9
    i128 I128 VALUE_I128 10 isize Isize VALUE_ISIZE 11 bool Bool VALUE_BOOL 12 char Char VALUE_CHAR 13
}
