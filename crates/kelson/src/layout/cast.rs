// SPDX-License-Identifier: MIT OR Apache-2.0

//! Casts that lose nothing, and zerocopy for casts of memory.

/// The crate `zerocopy`: safe transmutes.
///
/// A kernel carries it, and there it is always here; elsewhere it is with the feature `zerocopy`. Kelson adds nothing to
/// it: `transmute!`, `try_transmute!`, `FromBytes::ref_from_bytes` and the rest are as its own documentation says. The
/// derives need to be told where the crate is: `#[zerocopy(crate = "kelson::zerocopy")]`, unless the program has
/// `zerocopy` itself.
#[cfg(any(kelson_kernel, feature = "zerocopy"))]
pub use ::zerocopy;

/// A number as another type that has all its values: `cast!(value => Type)`.
///
/// It is `as` for the pairs of types where `as` loses nothing, and an error for all others. It works in constants, and
/// makes the same instructions.
///
/// ```
/// use kelson::cast;
///
/// const fn bytes(pages: u32, shift: u8) -> usize {
///     cast!(pages => usize) << cast!(shift => u32)
/// }
/// assert_eq!(bytes(3, 12), 0x3000);
/// assert_eq!(cast!(b'k' => char), 'k');
/// assert_eq!(cast!(true => u8) + cast!(false => u8), 1);
/// ```
///
/// # Pairs
///
/// - An integer as one that has all its values, itself included.
/// - `u8`, `u16` and `u32` as `usize`, and `i8`, `i16`, `i32`, `u8`, `u16` as `isize`: pointers have 32 bits or more wherever
///   a kernel of Rust runs. `usize` as `u64` and `u128`, `isize` as `i64` and `i128`, `usize` as `i128`: they have 64 or
///   fewer.
/// - Only where pointers have 64 bits: `u64` as `usize`, `i64` and `u32` as `isize`. Only where they have 32: `usize` as
///   `u32` and `i64`, `isize` as `i32`. Elsewhere these are errors at the cast, so what compiles is right.
/// - `bool` as any integer; `u8` as `char`; `char` as an integer of 32 bits or more that has all characters.
/// - `NonZero` of an integer as `NonZero<T>`, by this name: `cast!(order => NonZero<u32>)`.
///
/// Floats are not among them: which of them have which integers is a question of values.
///
/// # How to choose
///
/// For a constant there is [`const_cast!`](crate::const_cast); for a value that may not fit `T::try_from`; and where bits shall be cut off,
/// `as`.
#[macro_export]
macro_rules! cast {
    ($value:expr => NonZero<$to:ty> $(,)?) => {{
        let __kelson_value: $crate::__private::cast::NonZero<_> = $value;
        let (__kelson_value, __kelson_to) =
            $crate::__private::cast::lossless::<_, $to>(__kelson_value.get());
        match $crate::__private::cast::NonZero::new(__kelson_to.given(__kelson_value as $to)) {
            $crate::__private::cast::Some(__kelson_value) => __kelson_value,
            // It has the same value. The compiler knows this, too, and removes the branch.
            $crate::__private::cast::None => $crate::__private::cast::zero(),
        }
    }};
    ($value:expr => $to:ty $(,)?) => {
        match $crate::__private::cast::lossless::<_, $to>($value) {
            // `$to` may be `_`: it is one type in both places. A name as `value` may be that of a constant.
            (__kelson_value, __kelson_to) => __kelson_to.given(__kelson_value as $to),
        }
    };
    ($($other:tt)*) => {
        $crate::__private::cast::compile_error!("expected a value, `=>` and a type: write `cast!(value => Type)`")
    };
}

/// A constant as another type, in which its value has to fit: `const_cast!(VALUE => Type)`.
///
/// The value is computed at build, and if it does not fit, that is an error which names it. So any two of the integer
/// types will do, `bool` and `char` as an integer, too.
///
/// ```
/// use kelson::const_cast;
///
/// const PAGE_SIZE: usize = 4096;
///
/// fn mask() -> u16 {
///     const_cast!(PAGE_SIZE - 1 => u16)
/// }
/// assert_eq!(mask(), 0xfff);
/// assert_eq!(const_cast!(-1i64 => i8), -1);
/// ```
///
/// ```compile_fail
/// let _ = kelson::const_cast!(1u64 << 16 => u16); // 65536 does not fit in `u16`
/// ```
#[macro_export]
macro_rules! const_cast {
    ($value:expr => $to:ty $(,)?) => {
        const {
            let (__kelson_value, __kelson_is_signed) = $crate::__private::cast::source($value);
            let __kelson_fitting = __kelson_value as $to;
            $crate::__private::cast::assert_fits::<$to>(
                __kelson_value as $crate::__private::cast::u128,
                __kelson_is_signed,
                __kelson_fitting as $crate::__private::cast::u128,
                $crate::__private::cast::stringify!($to),
            );
            __kelson_fitting
        }
    };
    ($($other:tt)*) => {
        $crate::__private::cast::compile_error!(
            "expected a value, `=>` and a type: write `const_cast!(VALUE => Type)`"
        )
    };
}

/// What the macros expand to.
#[doc(hidden)]
pub mod private {
    pub use core::num::NonZero;
    pub use core::option::Option::{
        None,
        Some, //
    };
    pub use core::primitive::u128;
    pub use core::{
        compile_error,
        stringify, //
    };

    use crate::text::Text;
    use core::marker::PhantomData;

    /// All values of this type are values of `To`.
    #[diagnostic::on_unimplemented(
        message = "there is no lossless cast from `{Self}` to `{To}`",
        label = "not every `{Self}` has its value as a `{To}`",
        note = "say what shall become of an integer that does not fit: `{To}::try_from(..)` gives an error, `const_cast!` stops the build, and `as` cuts it off; to and from a float there is `as`, and to `NonZero<T>` a cast by this name alone"
    )]
    pub trait Lossless<To>: Sealed {}

    /// Gives the value back, if it may be cast, and the type to cast it to.
    #[inline(always)]
    pub const fn lossless<From: Lossless<To> + Copy, To: Copy>(value: From) -> (From, As<To>) {
        (value, As(PhantomData))
    }

    /// The type that a value is cast to.
    #[derive(Clone, Copy)]
    pub struct As<T>(PhantomData<T>);

    impl<T: Copy> As<T> {
        /// Gives the value back, which is of this type.
        #[inline(always)]
        pub const fn given(self, value: T) -> T {
            value
        }
    }

    /// The types of the language that are cast, and no others.
    mod sealed {
        pub trait Sealed {}
        macro_rules! sealed {
            ($($T:ident)*) => {$(
                #[diagnostic::do_not_recommend]
                impl Sealed for $T {}
            )*};
        }
        sealed!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char);
    }
    use sealed::Sealed;

    /// A type with all values of some others.
    macro_rules! lossless {
        ($($To:ty: $($From:ty)*;)*) => {$($(
            #[diagnostic::do_not_recommend]
            impl Lossless<$To> for $From {}
        )*)*};
    }

    lossless! {
        u8: bool u8;
        u16: bool u8 u16;
        u32: bool u8 u16 u32 char;
        u64: bool u8 u16 u32 u64 usize char;
        u128: bool u8 u16 u32 u64 u128 usize char;
        i8: bool i8;
        i16: bool i8 i16 u8;
        i32: bool i8 i16 i32 u8 u16 char;
        i64: bool i8 i16 i32 i64 isize u8 u16 u32 char;
        i128: bool i8 i16 i32 i64 i128 isize u8 u16 u32 u64 usize char;
        char: char u8;
        bool: bool;
    }

    #[cfg(any(target_pointer_width = "32", target_pointer_width = "64"))]
    lossless! {
        usize: bool u8 u16 u32 usize char;
        isize: bool i8 i16 i32 isize u8 u16 char;
    }

    #[cfg(target_pointer_width = "64")]
    lossless! {
        usize: u64;
        isize: i64 u32;
    }

    #[cfg(target_pointer_width = "32")]
    lossless! {
        u32: usize;
        i32: isize;
        i64: usize;
    }

    /// What is not zero has become zero.
    #[cold]
    pub const fn zero() -> ! {
        panic!("a lossless cast has lost a value")
    }

    /// A type that `const_cast!` takes values from.
    #[diagnostic::on_unimplemented(
        message = "`const_cast!` has no values of `{Self}` to cast",
        label = "not an integer, a `bool` or a `char`"
    )]
    pub trait Source: Sealed + Copy {
        /// Whether there are negative values.
        const IS_SIGNED: bool;
    }

    /// A type that `const_cast!` casts to.
    #[diagnostic::on_unimplemented(
        message = "`const_cast!` does not cast to `{Self}`",
        label = "not an integer type"
    )]
    pub trait Target: Source {
        /// The smallest and the largest value.
        const LIMITS: (Number, Number);
    }

    macro_rules! integers {
        ($is_signed:literal: $($T:ident)*) => {$(
            impl Source for $T {
                const IS_SIGNED: bool = $is_signed;
            }
            impl Target for $T {
                const LIMITS: (Number, Number) = (
                    Number::new($T::MIN as u128, $is_signed),
                    Number::new($T::MAX as u128, $is_signed),
                );
            }
        )*};
    }

    integers!(false: u8 u16 u32 u64 u128 usize);
    integers!(true: i8 i16 i32 i64 i128 isize);

    impl Source for bool {
        const IS_SIGNED: bool = false;
    }
    impl Source for char {
        const IS_SIGNED: bool = false;
    }

    /// Gives the value back, if it may be cast, and whether it may be negative.
    pub const fn source<T: Source>(value: T) -> (T, bool) {
        (value, T::IS_SIGNED)
    }

    /// A value of any integer type: its two's complement in 128 bits, and its sign.
    #[derive(Clone, Copy)]
    pub struct Number {
        bits: u128,
        is_negative: bool,
    }

    impl Number {
        const fn new(bits: u128, is_signed: bool) -> Self {
            Number {
                bits,
                is_negative: is_signed && (bits as i128) < 0,
            }
        }

        const fn write(self, text: Text) -> Text {
            let size = if self.is_negative {
                self.bits.wrapping_neg()
            } else {
                self.bits
            };
            text.signed(self.is_negative, size)
        }
    }

    /// Fails the build if a cast to `T`, of which the name is `name`, has changed a value.
    #[track_caller]
    pub const fn assert_fits<T: Target>(value: u128, is_signed: bool, fitting: u128, name: &str) {
        let value = Number::new(value, is_signed);
        let fitting = Number::new(fitting, T::IS_SIGNED);
        if value.bits != fitting.bits || value.is_negative != fitting.is_negative {
            let (min, max) = T::LIMITS;
            let message = value
                .write(Text::new())
                .str(" does not fit in ")
                .code(name)
                .str(", which is from ");
            max.write(min.write(message).str(" to ")).panic()
        }
    }
}
