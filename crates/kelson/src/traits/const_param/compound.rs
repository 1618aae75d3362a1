// SPDX-License-Identifier: MIT OR Apache-2.0

//! Options, tuples and arrays in const parameters.
//!
//! As with derived types, each part of a value is a type that gives it.

use super::value::{
    read,
    After,
    Encoded,
    Encoding,
    Given,
    Place, //
};
use super::ConstParamTy;
use core::marker::PhantomData;

/// How many elements an array can have that are no scalars.
const UNROLLED: usize = 16;

/// A part of a value, and the way to find it.
pub(super) struct Part<V, W, const I: usize>(PhantomData<(V, W)>);

/// Both directions of a type of the language.
pub struct Native<V, T>(PhantomData<(V, T)>);

// ---- options

impl<T: ConstParamTy> ConstParamTy for Option<T> {
    const SCALARS: usize = 1 + T::SCALARS;
    const BYTES: usize = 1 + T::BYTES;
    type Encode<V: Given<Self>> = Native<V, Self>;
    type Decode<P: Place> = Native<P, Self>;
    type EncodeArray<V: Given<[Self; N]>, const N: usize> = UnrolledEncode<V, Self, N>;
    type DecodeArray<P: Place, const N: usize> = UnrolledDecode<P, Self, N>;
}

impl<T: ConstParamTy, V: Given<Option<T>>> Given<T> for Part<V, Option<T>, 0> {
    const VALUE: Option<T> = match V::VALUE {
        Some(Some(value)) => Some(value),
        _ => None,
    };
}

impl<T: ConstParamTy, V: Given<Option<T>>> Encoded for Native<V, Option<T>> {
    const ENCODING: Encoding = Encoding::EMPTY
        .scalar(matches!(V::VALUE, Some(Some(_))) as i128, 1)
        .then::<T::Encode<Part<V, Option<T>, 0>>>();
}

impl<T: ConstParamTy, P: Place> Given<Option<T>> for Native<P, Option<T>> {
    const VALUE: Option<Option<T>> = match (
        read::<P>(0, 1),
        <T::Decode<After<P, bool>> as Given<T>>::VALUE,
    ) {
        (0, _) => Some(None),
        (1, Some(value)) => Some(Some(value)),
        _ => None,
    };
}

// ---- tuples: the first member, and the tuple of the others

macro_rules! tuples {
    () => {};
    ($T:ident $value:ident $($U:ident $other:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<$T: ConstParamTy, $($U: ConstParamTy),*> ConstParamTy for ($T, $($U,)*) {
            const SCALARS: usize = $T::SCALARS + <($($U,)*)>::SCALARS;
            const BYTES: usize = $T::BYTES + <($($U,)*)>::BYTES;
            type Encode<S: Given<Self>> = Native<S, Self>;
            type Decode<P: Place> = Native<P, Self>;
            type EncodeArray<S: Given<[Self; N]>, const N: usize> = UnrolledEncode<S, Self, N>;
            type DecodeArray<P: Place, const N: usize> = UnrolledDecode<P, Self, N>;
        }

        impl<S: Given<($T, $($U,)*)>, $T: ConstParamTy, $($U: ConstParamTy),*> Given<$T>
            for Part<S, ($T, $($U,)*), 0>
        {
            const VALUE: Option<$T> = match S::VALUE {
                Some(($value, ..)) => Some($value),
                None => None,
            };
        }

        impl<S: Given<($T, $($U,)*)>, $T: ConstParamTy, $($U: ConstParamTy),*> Given<($($U,)*)>
            for Part<S, ($T, $($U,)*), 1>
        {
            const VALUE: Option<($($U,)*)> = match S::VALUE {
                Some((_, $($other,)*)) => Some(($($other,)*)),
                None => None,
            };
        }

        impl<S: Given<($T, $($U,)*)>, $T: ConstParamTy, $($U: ConstParamTy),*> Encoded
            for Native<S, ($T, $($U,)*)>
        {
            const ENCODING: Encoding = Encoding::EMPTY
                .then::<$T::Encode<Part<S, ($T, $($U,)*), 0>>>()
                .then::<<($($U,)*) as ConstParamTy>::Encode<Part<S, ($T, $($U,)*), 1>>>();
        }

        impl<P: Place, $T: ConstParamTy, $($U: ConstParamTy),*> Given<($T, $($U,)*)>
            for Native<P, ($T, $($U,)*)>
        {
            const VALUE: Option<($T, $($U,)*)> = match (
                <$T::Decode<P> as Given<$T>>::VALUE,
                <<($($U,)*) as ConstParamTy>::Decode<After<P, $T>> as Given<($($U,)*)>>::VALUE,
            ) {
                (Some($value), Some(($($other,)*))) => Some(($value, $($other,)*)),
                _ => None,
            };
        }

        tuples!($($U $other)*);
    };
}

tuples!(A a B b C c D d E e F f G g H h);

impl ConstParamTy for () {
    const SCALARS: usize = 0;
    const BYTES: usize = 0;
    type Encode<S: Given<Self>> = Native<S, Self>;
    type Decode<P: Place> = Native<P, Self>;
    type EncodeArray<S: Given<[Self; N]>, const N: usize> = UnrolledEncode<S, Self, N>;
    type DecodeArray<P: Place, const N: usize> = UnrolledDecode<P, Self, N>;
}

impl<S> Encoded for Native<S, ()> {
    const ENCODING: Encoding = Encoding::EMPTY;
}

impl<P: 'static> Given<()> for Native<P, ()> {
    const VALUE: Option<()> = Some(());
}

// ---- arrays: a scalar knows how to loop over itself, for others each element is a type

impl<T: ConstParamTy, const N: usize> ConstParamTy for [T; N] {
    const SCALARS: usize = N * T::SCALARS;
    const BYTES: usize = N * T::BYTES;
    type Encode<S: Given<Self>> = T::EncodeArray<S, N>;
    type Decode<P: Place> = T::DecodeArray<P, N>;
    type EncodeArray<S: Given<[Self; M]>, const M: usize> = UnrolledEncode<S, Self, M>;
    type DecodeArray<P: Place, const M: usize> = UnrolledDecode<P, Self, M>;
}

/// An element of the array of `S`, if it has that many.
pub(super) struct Element<S, T, const N: usize, const I: usize>(PhantomData<(S, T)>);

impl<S: Given<[T; N]>, T: ConstParamTy, const N: usize, const I: usize> Given<T>
    for Element<S, T, N, I>
{
    const VALUE: Option<T> = match S::VALUE {
        Some(array) if I < N => Some(array[I]),
        _ => None,
    };
}

/// The encoding of an array, an element after the other.
pub struct UnrolledEncode<S, T, const N: usize>(PhantomData<(S, T)>);

/// The array that is encoded at a place.
pub struct UnrolledDecode<P, T, const N: usize>(PhantomData<(P, T)>);

macro_rules! unrolled {
    ($($index:literal)*) => {
        impl<S: Given<[T; N]>, T: ConstParamTy, const N: usize> Encoded for UnrolledEncode<S, T, N> {
            const ENCODING: Encoding = {
                assert!(
                    N != 0 && N <= UNROLLED,
                    "an array in a const parameter has one to sixteen elements if they are no scalars"
                );
                let mut encoding = Encoding::EMPTY;
                $(
                    if $index < N {
                        encoding = encoding.then::<T::Encode<Element<S, T, N, $index>>>();
                    }
                )*
                encoding
            };
        }

        impl<P: Place, T: ConstParamTy, const N: usize> Given<[T; N]> for UnrolledDecode<P, T, N> {
            const VALUE: Option<[T; N]> = {
                let elements: [Option<T>; UNROLLED] =
                    [$(<T::Decode<After<P, T, $index>> as Given<T>>::VALUE),*];
                match elements[0] {
                    Some(first) if N <= UNROLLED => {
                        let mut array = [first; N];
                        let mut found = 0;
                        while found < N {
                            match elements[found] {
                                Some(element) => array[found] = element,
                                None => break,
                            }
                            found += 1;
                        }
                        if found == N {
                            Some(array)
                        } else {
                            None
                        }
                    }
                    _ => None,
                }
            };
        }
    };
}

unrolled!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
