// SPDX-License-Identifier: MIT OR Apache-2.0

//! Strings, structs and enums as const parameters.
//!
//! This file is the public part. The types that values become are in [`c`](mod@crate::c): scalars, text, and values of
//! other types, a file each.

mod compound;
mod scalar;
mod text;
mod value;

/// What `c!` stands for: a type per value.
///
/// These names are in the compiler's messages, so they are here to be looked up: `Text<str, 4, 'e', 't', 'h', '0'>` is
/// `c!("eth0")`, `U32<7>` is `c!(7u32)`, and `ValueOf<Direction, 1>` is the value of `Direction` with discriminant 1.
/// Write [`c!`](macro@crate::c) and not these: what they hold is made by the macro and may change.
pub mod c {
    pub use super::scalar::{
        Bool,
        Char,
        Isize,
        Usize,
        I128,
        I16,
        I32,
        I64,
        I8,
        U128,
        U16,
        U32,
        U64,
        U8, //
    };
    pub use super::text::Text;
    pub use super::value::ValueOf;
}

/// A type that stands for one value of type `T`: the bound of a const parameter.
///
/// ```
/// use core::marker::PhantomData;
/// use kelson::{c, Is};
///
/// struct Irq<N: Is<&'static str>, L: Is<u32>>(PhantomData<(N, L)>);
///
/// impl<N: Is<&'static str>, L: Is<u32>> Irq<N, L> {
///     const NAME: &'static str = N::VALUE;
///     const LINE: u32 = L::VALUE;
/// }
///
/// type Eth = Irq<c!("eth0"), c!(7u32)>;
/// assert_eq!((Eth::NAME, Eth::LINE), ("eth0", 7));
/// ```
///
/// It is sealed: `c!` makes all the types that have it. So two parameters of one type of values are the same type exactly
/// if all parts of their values are equal, and unsafe code may rely on that. Parts are compared and not `==`, which may be
/// written by hand. The types of all parts are the language's, or derive [`ConstParamTy`]: whoever implements that by hand
/// has `c!` make of a value what that says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a const parameter of type `{T}`",
    label = "a constant of type `{T}` is expected here",
    note = "write `c!({T}: VALUE)`; a literal has the type it has in a `let`, so that `c!(4)` is an `i32` and `c!(4u8)` a `u8`"
)]
pub trait Is<T>: sealed::Sealed<T> + Copy + 'static {
    /// The value.
    const VALUE: T;
}

/// A value as a type: an argument for a parameter that is bound by [`Is`].
///
/// ```
/// use core::marker::PhantomData;
/// use kelson::{c, ConstParamTy, Is};
///
/// #[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
/// enum Direction {
///     In,
///     Out,
/// }
///
/// struct Pin<D: Is<Direction>>(PhantomData<D>);
///
/// impl Pin<c!(Direction: Direction::In)> {
///     fn read(&self) -> u8 {
///         1
///     }
/// }
///
/// impl Pin<c!(Direction: Direction::Out)> {
///     fn write(&self, _: u8) {}
/// }
///
/// Pin::<c!(Direction: Direction::In)>(PhantomData).read();
/// ```
///
/// # Syntax
///
/// - `c!(LITERAL)`: a string, byte string, C string, character, byte, boolean or integer. It has the type it has in a
///   `let`: an integer without a suffix is an `i32`.
/// - `c!(TYPE: VALUE)`: any constant expression. `TYPE` is `str`, `[u8]` or `CStr` for the references
///   `&'static str`, `&'static [u8]`, `&'static CStr`; a primitive type by its own name; or a type with
///   [`ConstParamTy`].
/// - `c!(PATH)`: a constant whose type is an integer, `bool` or `char`.
///
/// A generic parameter may be passed on as it is, `c!(usize: N)`. More than that the compiler does not take in a type:
/// `c!(usize: N + 1)` is an error at `N`.
///
/// # Generated code
///
/// A type of the module [`c`](mod@crate::c), nothing else. Nothing of it is there at run time but what the program reads from
/// `VALUE`, as it would from any other constant.
pub use kelson_macros::c;

/// A type whose values can be const parameters, by `c!(Type: value)`.
///
/// ```
/// use kelson::{c, ConstParamTy, Is};
///
/// #[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
/// enum Mode {
///     ReadOnly,
///     Paged(u16),
/// }
///
/// #[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
/// struct Config {
///     depth: u8,
///     mode: Option<Mode>,
///     mac: [u8; 6],
/// }
///
/// const BASE: Config = Config { depth: 3, mode: Some(Mode::Paged(512)), mac: [0; 6] };
///
/// fn depth<C: Is<Config>>() -> u8 {
///     const { assert!(C::VALUE.depth < 64, "too deep") };
///     C::VALUE.depth
/// }
/// assert_eq!(depth::<c!(Config: Config { depth: 4, ..BASE })>(), 4);
/// # assert_eq!(<c!(Config: BASE) as Is<Config>>::VALUE, BASE);
/// # assert_eq!(Mode::ReadOnly, Mode::ReadOnly);
/// ```
///
/// Derive it for structs and enums, which is the only way to implement it: the items are not for users. The primitive types but floats have it, `NonZero`, and options, tuples of up to
/// eight and arrays of what has it. The name is that of the language's own unstable trait, so a program can change to
/// that by its imports and bounds.
///
/// # What the compiler's messages show
///
/// Up to eight scalars each stand for themselves, in the order of the fields: `ValueOf<Config, 4, 1, ..>`. An enum is its
/// discriminant, or the number of the variant where there is data. More scalars than eight are packed into bytes, of
/// which there may be 128; an array of other things than scalars may have sixteen elements.
///
/// # Why it holds
///
/// Only fields are encoded, each by its own value, so padding is never read, and what is not a field cannot make two
/// equal values different types. The encoding is written and read in safe code; whoever writes `ValueOf<T, ..>` by hand
/// with numbers that are no value of `T`, or not the one way to write it, gets an error at build when the value is used.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be a const parameter, nor part of one",
    label = "`ConstParamTy` is not implemented for `{Self}`",
    note = "`#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]` is for structs and enums; text is a parameter by itself: `c!(str: VALUE)`, `c!([u8]: VALUE)`, `c!(CStr: VALUE)`"
)]
pub trait ConstParamTy: Copy + Eq + 'static {
    /// How many scalars a value has at most.
    #[doc(hidden)]
    const SCALARS: usize;
    /// How many bytes these have together.
    #[doc(hidden)]
    const BYTES: usize;
    /// What to say if a `ValueOf` is to be of this type, which has parameters of its own.
    #[doc(hidden)]
    const ALIAS: Option<&'static str> = None;
    /// The encoding of the value of `V`.
    #[doc(hidden)]
    type Encode<V: value::Given<Self>>: value::Encoded;
    /// The value that is encoded at `P`.
    #[doc(hidden)]
    type Decode<P: value::Place>: value::Given<Self>;
    /// The encoding of an array of such values.
    #[doc(hidden)]
    type EncodeArray<V: value::Given<[Self; N]>, const N: usize>: value::Encoded;
    /// The array that is encoded at `P`.
    #[doc(hidden)]
    type DecodeArray<P: value::Place, const N: usize>: value::Given<[Self; N]>;
}

/// Derives [`ConstParamTy`] for a struct or an enum.
pub use kelson_macros::ConstParamTy;

/// What only this theme's own types implement.
mod sealed {
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is no const parameter, and only `c!` makes one",
        label = "this type was not made by `c!`",
        note = "write the value in place of the type: `c!(TYPE: VALUE)`"
    )]
    pub trait Sealed<T> {}
}

/// What `c!` and `derive(ConstParamTy)` expand to needs these.
#[doc(hidden)]
pub mod private {
    pub use super::compound::{UnrolledDecode, UnrolledEncode};
    pub use super::scalar::{AnyScalar, Kind, OfKind, Scalar};
    pub use super::text::Source;
    pub use super::value::{
        assert_small, at_most, is_tag, read, tag_width, word, Encoded, Encoding, Given, Place,
    };
}
