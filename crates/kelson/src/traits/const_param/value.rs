// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values of derived types, and the encoding they have in const parameters.
//!
//! A const parameter of a stable compiler is a scalar, so a value becomes eight of them. Const functions cannot call
//! trait methods, so both directions are written as associated constants: a type that *gives* a value goes in, and
//! another that gives the encoding comes out, and the other way about. All of it is safe code.
//!
//! A value is encoded in two ways at once. As *words* each scalar is a word of its own, which is readable in messages.
//! As *bytes* scalars follow each other in as many bytes as each has. Which of the two counts is a property of the type:
//! words if its scalars fit, else bytes.

use super::sealed::Sealed;
use super::{
    ConstParamTy,
    Is, //
};
use core::fmt;
use core::hash::{
    Hash,
    Hasher, //
};
use core::marker::PhantomData;

/// How many const parameters a value becomes.
const WORDS: usize = 8;

/// How many bytes these hold.
const BYTES: usize = WORDS * 16;

/// A value of `T` as a type: `c!(T: VALUE)`.
pub struct ValueOf<
    T,
    const A: i128,
    const B: i128 = 0,
    const C: i128 = 0,
    const D: i128 = 0,
    const E: i128 = 0,
    const F: i128 = 0,
    const G: i128 = 0,
    const H: i128 = 0,
>(PhantomData<fn() -> T>);

/// Implements something for every `ValueOf`.
macro_rules! for_value {
    ($(#[$attr:meta])* [$T:ident $(: $bound:path)?] $trait:ty { $($body:tt)* }) => {
        $(#[$attr])*
        impl<
                $T $(: $bound)?,
                const A: i128,
                const B: i128,
                const C: i128,
                const D: i128,
                const E: i128,
                const F: i128,
                const G: i128,
                const H: i128,
            > $trait for ValueOf<$T, A, B, C, D, E, F, G, H>
        {
            $($body)*
        }
    };
}

for_value!(#[diagnostic::do_not_recommend] [T] Sealed<T> {});
for_value!([T] Copy {});
for_value!([T] Eq {});
for_value!([T] Clone {
    fn clone(&self) -> Self {
        *self
    }
});
for_value!([T] PartialEq {
    fn eq(&self, _: &Self) -> bool {
        true
    }
});
for_value!([T] Hash {
    fn hash<State: Hasher>(&self, _: &mut State) {}
});
for_value!([T] fmt::Debug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ValueOf")
    }
});
for_value!([T: ConstParamTy] Place {
    const WORDS: [i128; WORDS] = [A, B, C, D, E, F, G, H];
    const IS_PACKED: bool = T::SCALARS > WORDS;
    const SCALAR: usize = 0;
    const BYTE: usize = 0;
});
for_value!([T: ConstParamTy] Is<T> {
    const VALUE: T = {
        // A second type for the value.
        if let Some(message) = T::ALIAS {
            panic!("{}", message);
        }
        let Some(value) = <T::Decode<Self> as Given<T>>::VALUE else {
            panic!("this `ValueOf` was not made by `c!`: its numbers are no value of the type");
        };
        // Whoever writes the type by hand shall not get a second type for a value: there is one way to write it.
        let encoding = <T::Encode<T::Decode<Self>> as Encoded>::ENCODING;
        let mut word = 0;
        while word < WORDS {
            assert!(
                encoding.word(<Self as Place>::IS_PACKED, word) == <Self as Place>::WORDS[word],
                "this `ValueOf` was not made by `c!`: its numbers are not how the value is written"
            );
            word += 1;
        }
        value
    };
});

/// Gives a value, or says that there is none: of a field of a variant that the value is not.
pub trait Given<T>: 'static {
    /// The value.
    const VALUE: Option<T>;
}

/// Gives an encoding.
pub trait Encoded {
    /// The encoding.
    const ENCODING: Encoding;
}

/// Where in the parameters of a [`ValueOf`] something is encoded.
pub trait Place: 'static {
    /// All the parameters.
    const WORDS: [i128; WORDS];
    /// Whether they are bytes.
    const IS_PACKED: bool;
    /// How many scalars come before, for words.
    const SCALAR: usize;
    /// How many bytes come before, for bytes.
    const BYTE: usize;
}

/// The place after `COUNT` values of `T`.
pub(super) struct After<P, T, const COUNT: usize = 1>(PhantomData<(P, T)>);

impl<P: Place, T: ConstParamTy, const COUNT: usize> Place for After<P, T, COUNT> {
    const WORDS: [i128; WORDS] = P::WORDS;
    const IS_PACKED: bool = P::IS_PACKED;
    const SCALAR: usize = P::SCALAR + COUNT * T::SCALARS;
    const BYTE: usize = P::BYTE + COUNT * T::BYTES;
}

/// How many bytes the discriminant of an enum has: one, even if the type has none.
pub const fn tag_width<T>() -> usize {
    match core::mem::size_of::<T>() {
        0 => 1,
        size => size,
    }
}

/// Whether a tag is the one that was read, of which only so many bytes count.
pub const fn is_tag(read: i128, tag: i128, width: usize) -> bool {
    let unused = 128 - 8 * width as u32;
    (read ^ tag) << unused == 0
}

/// Some scalars in a row, both ways.
///
/// It counts what does not fit and drops it; [`word`] says so.
#[derive(Clone, Copy)]
pub struct Encoding {
    words: [i128; WORDS],
    scalars: usize,
    bytes: [u8; BYTES],
    len: usize,
}

impl Encoding {
    /// Nothing.
    pub const EMPTY: Self = Encoding {
        words: [0; WORDS],
        scalars: 0,
        bytes: [0; BYTES],
        len: 0,
    };

    /// A further scalar of `width` bytes.
    pub const fn scalar(mut self, value: i128, width: usize) -> Self {
        if self.scalars < WORDS {
            self.words[self.scalars] = value;
        }
        self.scalars += 1;
        let bytes = value.to_le_bytes();
        let mut byte = 0;
        while byte < width {
            if self.len < BYTES {
                self.bytes[self.len] = bytes[byte];
            }
            self.len += 1;
            byte += 1;
        }
        self
    }

    /// What `E` gives, after this.
    pub const fn then<E: Encoded>(mut self) -> Self {
        let next = E::ENCODING;
        let mut scalar = 0;
        while scalar < next.scalars {
            if self.scalars < WORDS && scalar < WORDS {
                self.words[self.scalars] = next.words[scalar];
            }
            self.scalars += 1;
            scalar += 1;
        }
        let mut byte = 0;
        while byte < next.len {
            if self.len < BYTES && byte < BYTES {
                self.bytes[self.len] = next.bytes[byte];
            }
            self.len += 1;
            byte += 1;
        }
        self
    }

    /// As long as every value of `T`, whatever the variant.
    pub const fn padded<T: ConstParamTy>(mut self) -> Self {
        self.scalars = T::SCALARS;
        self.len = T::BYTES;
        self
    }

    /// A const parameter of the value.
    const fn word(&self, is_packed: bool, index: usize) -> i128 {
        if !is_packed {
            return self.words[index];
        }
        let mut bytes = [0; 16];
        let mut byte = 0;
        while byte < 16 {
            bytes[byte] = self.bytes[index * 16 + byte];
            byte += 1;
        }
        i128::from_le_bytes(bytes)
    }
}

/// Fails the build if values of a type are too large.
#[track_caller]
pub const fn assert_small<T: ConstParamTy>() {
    assert!(
        T::SCALARS <= WORDS || T::BYTES <= BYTES,
        "the scalars of a const parameter have at most 128 bytes together"
    );
}

/// A const parameter of the value of `V`, which is too large for them if `T` is.
#[track_caller]
pub const fn word<T: ConstParamTy, V: Given<T>>(index: usize) -> i128 {
    // All of them would say the same.
    if index == 0 {
        if let Some(message) = T::ALIAS {
            panic!("{}", message);
        }
        assert_small::<T>();
    }
    <T::Encode<V> as Encoded>::ENCODING.word(T::SCALARS > WORDS, index)
}

/// Reads one of the scalars at a place, each of `width` bytes: with rubbish in the upper bits, which casts remove.
pub const fn read<P: Place>(index: usize, width: usize) -> i128 {
    if !P::IS_PACKED {
        let word = P::SCALAR + index;
        return if word < WORDS { P::WORDS[word] } else { 0 };
    }
    let start = P::BYTE + index * width;
    let mut value = [0; 16];
    let mut byte = 0;
    while byte < width && start + byte < BYTES {
        value[byte] = P::WORDS[(start + byte) / 16].to_le_bytes()[(start + byte) % 16];
        byte += 1;
    }
    i128::from_le_bytes(value)
}

/// The largest of some sizes: those of the variants of an enum.
pub const fn at_most(sizes: &[usize]) -> usize {
    let mut most = 0;
    let mut index = 0;
    while index < sizes.len() {
        if sizes[index] > most {
            most = sizes[index];
        }
        index += 1;
    }
    most
}
