// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions the compiler itself evaluates.
//!
//! Which one to use:
//!
//! | the condition | use | checked when |
//! |---|---|---|
//! | names no generic parameter | [`static_assert!`](crate::static_assert) | the item is type-checked, so by `cargo check` too |
//! | names generic parameters of the function around it | [`const_assert!`](crate::const_assert) | the function is instantiated with concrete parameters |
//! | must hold for a whole generic `impl` | [`macro@crate::where_assert`] | any function of the `impl` is instantiated |
//! | depends on a run-time value that inlining makes known | [`build_assert!`](crate::build_assert) | the object is linked |

/// Fails the build unless a constant condition holds.
///
/// Goes wherever an item or a statement goes. The condition is a constant expression; the message,
/// a string literal, becomes the compiler's own error message.
///
/// ```
/// use kelson::static_assert;
///
/// #[repr(C)]
/// struct Descriptor {
///     address: u64,
///     length: u16,
///     flags: u16,
///     status: u32,
/// }
///
/// static_assert!(size_of::<Descriptor>() == 16, "the device reads 16-byte descriptors");
/// static_assert!(core::mem::offset_of!(Descriptor, length) == 8);
/// ```
///
/// # For a list of types or values
///
/// A condition on *every* type cannot be decided, but one on a list can. Name a parameter, with a
/// bound (a trait, or `?Sized`) if the condition needs it, and the list it stands for:
///
/// ```
/// # use kelson::static_assert;
/// trait Register {
///     const OFFSET: usize;
/// }
/// struct Ctrl;
/// struct Status;
/// impl Register for Ctrl {
///     const OFFSET: usize = 0x00;
/// }
/// impl Register for Status {
///     const OFFSET: usize = 0x08;
/// }
///
/// static_assert!(<R: Register> for [Ctrl, Status]: R::OFFSET % 8 == 0, "registers are 64 bits");
/// static_assert!(<const N: usize> for [1, 2, 64]: N.is_power_of_two());
/// ```
///
/// # Cost
///
/// None at run time: nothing is emitted.
#[macro_export]
macro_rules! static_assert {
    (<const $param:ident: $ty:ty> for [$($value:expr),+ $(,)?]: $cond:expr $(, $msg:expr)? $(,)?) => {
        const _: () = {
            const fn holds_for<const $param: $ty>() {
                $crate::__private::core::assert!($cond $(, $msg)?);
            }
            $(holds_for::<{ $value }>();)+
        };
    };
    (<$param:ident $(: $bound:path)?> for [$($ty:ty),+ $(,)?]: $cond:expr $(, $msg:expr)? $(,)?) => {
        const _: () = {
            const fn holds_for<$param $(: $bound)?>() {
                $crate::__private::core::assert!($cond $(, $msg)?);
            }
            $(holds_for::<$ty>();)+
        };
    };
    (<$param:ident: ?$sized:path> for [$($ty:ty),+ $(,)?]: $cond:expr $(, $msg:expr)? $(,)?) => {
        const _: () = {
            const fn holds_for<$param: ?$sized>() {
                $crate::__private::core::assert!($cond $(, $msg)?);
            }
            $(holds_for::<$ty>();)+
        };
    };
    ($cond:expr $(, $msg:expr)? $(,)?) => {
        const _: () = $crate::__private::core::assert!($cond $(, $msg)?);
    };
}

/// Fails the build unless a condition on the generic parameters in scope holds.
///
/// A statement or expression in a function body. Unlike
/// [`static_assert!`](crate::static_assert) it may name the type and const parameters of the
/// function and `impl` around it, and is checked for every set of parameters the program
/// instantiates that function with.
///
/// ```
/// use kelson::const_assert;
///
/// struct Ring<T, const N: usize> {
///     slots: [Option<T>; N],
/// }
///
/// impl<T: Copy, const N: usize> Ring<T, N> {
///     fn new() -> Self {
///         const_assert!(N.is_power_of_two(), "the index mask needs a power of two");
///         const_assert!(size_of::<T>() <= 64);
///         Ring { slots: [None; N] }
///     }
/// }
///
/// assert_eq!(Ring::<u32, 8>::new().slots.len(), 8);
/// ```
///
/// # What it does not catch
///
/// A function that is never instantiated is never checked, and `cargo check` instantiates
/// nothing: the error comes from `cargo build`.
///
/// # Cost
///
/// None at run time: nothing is emitted.
#[macro_export]
macro_rules! const_assert {
    ($cond:expr $(, $msg:expr)? $(,)?) => {
        const { $crate::__private::core::assert!($cond $(, $msg)?) }
    };
}

/// States a condition on the parameters of an `impl`, a function or a type, as a `where` clause
/// would if it took expressions.
///
/// ```
/// use kelson::where_assert;
///
/// struct Ring<const N: usize>([u8; N]);
///
/// #[where_assert(N.is_power_of_two(), "the index mask needs a power of two")]
/// impl<const N: usize> Ring<N> {
///     const MASK: usize = N - 1;
///
///     fn new() -> Self {
///         Ring([0; N])
///     }
///
///     fn get(&self, index: usize) -> u8 {
///         self.0[index & Self::MASK]
///     }
/// }
///
/// assert_eq!(Ring::<8>::new().get(9), 0);
/// ```
///
/// # Syntax
///
/// `#[where_assert(CONDITION)]` or `#[where_assert(CONDITION, "message")]`; the attribute may be
/// repeated. It goes on
///
/// - an `impl` block: checked when any of its functions or constants is used with concrete
///   parameters;
/// - a function or method: checked when it is instantiated;
/// - a `struct`, `enum` or `union` without generic parameters: checked at once, `Self` being the
///   type. A generic type has no instance to check; put the attribute on the `impl` that makes it.
///
/// # Generated code
///
/// On an inherent `impl`, one hidden constant that asserts the condition, named by every function
/// and constant of the block, so that a violation is one error however many functions are used.
/// On a trait `impl` and on a function, a `const` block at the head of each body. On a type, an
/// anonymous constant.
///
/// # What it does not catch
///
/// The same as [`const_assert!`](crate::const_assert): what is never instantiated, and a value
/// that is made by a struct literal and never passed to a function of the block.
///
/// # Cost
///
/// None at run time: nothing is emitted.
pub use kelson_macros::where_assert;
