// SPDX-License-Identifier: MIT OR Apache-2.0

//! Registers: integers of which groups of bits have names and types. See [`bitfield!`](crate::bitfield!).

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

/// Declares integers of which groups of bits have names and types.
///
/// ```
/// use kelson::{bitfield, Bits};
///
/// #[derive(Bits, Clone, Copy, Debug, PartialEq)]
/// enum Mode {
///     Off,
///     Slow,
///     Fast,
/// }
///
/// const LANES: u32 = 4;
///
/// bitfield! {
///     /// The control register of a fan.
///     pub struct Control(u32) {
///         /// What it does.
///         31:30 mode ?=> Mode;
///         27:20 trim => signed;
///         (LANES + 2):LANES lane[4];
///         ro 1:1 stalled => bool;
///         0:0 enable => bool;
///     }
/// }
///
/// const START: Control = Control::zeroed()
///     .with_mode(Mode::Slow)
///     .with_const_trim::<{ -3 }>()
///     .with_const_lane::<0, 7>()
///     .with_enable(true);
/// assert_eq!(START.into_raw(), 0x4fd0_0071);
///
/// let mut now = Control::from_raw(0x8000_0002);
/// assert_eq!(now.mode(), Ok(Mode::Fast));
/// assert!(now.stalled() && !now.enable());
/// now.set_trim(5_i8);
/// assert_eq!(now.trim(), 5);
/// assert!(now.try_with_lane(1, 8).is_err());
/// assert_eq!(Control::from_raw(0xc000_0000).mode().unwrap_err().bits, 3);
/// ```
///
/// It takes the declarations of the `bitfield!` that Linux has since 7.3, and makes methods of the
/// same names. Fields may have more, all methods are `const`, and mistakes in a declaration are errors.
///
/// # Syntax
///
/// ```text
/// #[attributes]
/// pub struct Name(u32) {          // or u8, u16, u64, u128
///     hi:lo name;                 // a number
///     hi:lo name => signed;       // one in two's complement
///     hi:lo name => Type;         // a type of which all bits are a value
///     hi:lo name ?=> Type;        // a type of which some are
///     hi:lo name[4];              // four, one after the other
///     hi:lo name[4, stride = 8];  // four, each 8 bits from the one before
/// }
/// ```
///
/// - `hi` and `lo` are bits, counted from 0, both of them part of the field. Each is a number, the
///   name of a constant of type `u32`, or an expression in parentheses.
/// - A type is [`Bits`]: an enum that derives it, an integer, `bool`, [`Bounded`], a range of integers
///   by [`pat!`](macro@crate::pat), or another register.
/// - Before the range there may be `ro`, and there are no setters; `wo`, and there is no getter; and
///   `overlay`: the field may have bits of other fields.
/// - `from` before the range says that the type after the arrow has `From`, or `TryFrom`, for
///   `Bounded<u32, WIDTH>`, and the latter has `From` for it, as with the kernel's macro. The methods
///   are not `const` then.
/// - `struct Name(u32): overlay, from { .. }` says so for all fields.
/// - Fields may have doc comments, `cfg` and other attributes, which go to their methods. Those of a
///   register go to the type, and its `cfg` to all that is made of it.
///
/// # Generated code
///
/// The type is `repr(transparent)`, `Copy`, `Eq`, `Debug`, `Default`, [`Bits`] and
/// [`Zeroable`](crate::init::Zeroable), with `from_raw`, `into_raw`, `zeroed`, and `From` in both
/// directions. Further traits can be derived.
///
/// | of a field `x` | |
/// |---|---|
/// | `x()` | its value; a `Result` after `?=>` |
/// | `with_x(value)` | the register with another value, any that fits because of its type |
/// | `set_x(value)` | the same in place |
/// | `with_const_x::<VALUE>()` | the same of a constant, which is checked when the program is built |
/// | `try_with_x(value)` | a `Result`: the same of any integer, if it fits |
/// | `X_MASK`, `X_SHIFT`, `X_RANGE` | where it is |
///
/// A number is a [`Bounded<u32, WIDTH>`](Bounded): an integer of which only so many bits are in use.
/// What has a type after an arrow has only the first three methods, for nothing can be wrong with
/// their value.
///
/// | of an array `x` | |
/// |---|---|
/// | `x(i)`, `with_x(i, value)`, `set_x(i, value)` | as above; that there is an element `i` is proven as by [`build_assert!`](crate::build_assert), so these are not `const` |
/// | `const_x::<I>()`, `with_const_x::<I, VALUE>()` | of a constant index, which is checked when the program is built |
/// | `try_x(i)`, `try_with_x(i, value)` | an `Option` and a `Result`: checked when the program runs |
/// | `X_MASK`, `X_SHIFT`, `X_RANGE`, `X_LEN`, `X_STRIDE` | where the first element is, and the others |
///
/// Bits that are part of no field keep their value.
///
/// # Errors
///
/// Ranges that overlap, that have no bits or bits that the register does not have, an arrow that
/// promises too much or too little, a type that is wider than its field: each is an error at the
/// token that is wrong, also where ranges are constant expressions.
///
/// # Reserved names
///
/// A field cannot be called `from_raw`, `into_raw`, `into` or `zeroed`, nor start with `__`, nor have
/// the name of another field's method.
///
/// # Cost
///
/// That of shifts and masks written by hand: the same instructions, optimized for speed or for size.
/// A getter with `?=>` may have one `movzbl` more where it is optimized for size.
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
    ($name:ident $word:ty) => {
        const _: () = {
            // SAFETY: it has one field, as `is_register` shows, of which zero is a value.
            unsafe impl $crate::init::Zeroable for $name {}
            $crate::__zeroable_in_kernel!($name);

            // An attribute may have changed the type, and nothing keeps others from calling this macro.
            // That the field is of this type and no other is seen in an array, whose items are not coerced.
            const _: fn($name) = |register| {
                fn is_register<W: $crate::init::Zeroable>(_: [W; 1]) {}
                let $name { inner } = register;
                let inner = [inner];
                is_register::<$word>(inner);
            };

            #[automatically_derived]
            impl $crate::Bits for $name {
                const WIDTH: $crate::__private::core::primitive::u32 = <$word>::BITS;
                const EXHAUSTIVE: $crate::__private::core::primitive::bool = true;
                type Raw = $word;
                type Codec = __Codec;
                const CODEC: __Codec = __Codec;
            }

            #[allow(
                missing_debug_implementations,
                unreachable_pub,
                reason = "as public as its trait has it"
            )]
            pub struct __Codec;

            #[automatically_derived]
            #[allow(
                dead_code,
                missing_docs,
                unreachable_pub,
                reason = "as public as its trait has it"
            )]
            impl __Codec {
                #[inline(always)]
                pub const fn encode(self, value: $name) -> $word {
                    value.into_raw()
                }

                #[inline(always)]
                pub const fn decode(
                    self,
                    raw: $word,
                ) -> $crate::__private::core::option::Option<$name> {
                    $crate::__private::core::option::Option::Some($name::from_raw(raw))
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
        unsafe impl ::pin_init::Zeroable for $name where $name: $crate::init::Zeroable {}
    };
}

#[cfg(not(kelson_kernel))]
#[doc(hidden)]
#[macro_export]
macro_rules! __zeroable_in_kernel {
    ($name:ident) => {};
}
