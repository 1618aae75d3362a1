// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions the optimizer must prove, or the program does not link.
//!
//! A failing condition becomes a call to a function that does not exist, whose *name* is the
//! message: the linker's "undefined symbol" error then says what went wrong, and where.

/// Fails the build unless the optimizer proves that a condition holds.
///
/// For conditions on run-time values that are known once a function is inlined into its caller,
/// such as the offset of a register access. See [`const_assert!`](crate::const_assert) for
/// conditions on constants: those are checked earlier and told better.
///
/// ```
/// use kelson::build_assert;
///
/// struct Window([u8; 0x100]);
///
/// impl Window {
///     #[inline(always)]
///     fn read8(&self, offset: usize) -> u8 {
///         build_assert!(offset < 0x100, "register offset outside the window");
///         self.0[offset]
///     }
/// }
///
/// assert_eq!(Window([7; 0x100]).read8(0x10), 7);
/// ```
///
/// When the condition may fail, an optimized build ends with a linker error that carries the
/// condition, the message, the file and the line.
///
/// # Rules
///
/// - The function that contains it must be inlined into the code that knows the values: mark it
///   `#[inline(always)]`.
/// - With `debug-assertions` on (cargo's `dev` and `test` profiles), which usually means that
///   nothing is optimized, the condition is checked at run time instead.
/// - With neither debug assertions nor optimization, even a true condition may fail to link.
/// - In the kernel it is always a link error, unless `CONFIG_RUST_BUILD_ASSERT_ALLOW` is set.
/// - Not for a `const fn`: the function that does not exist cannot be `const`.
///
/// # Panics
///
/// Only as the rules say: with `debug-assertions`, or in a kernel that allows it.
///
/// # Cost
///
/// None in an optimized build: condition and call are both gone, or the program does not link.
#[macro_export]
macro_rules! build_assert {
    ($cond:expr $(,)?) => {
        if !$cond {
            $crate::__build_error!($crate::__private::core::concat!(
                "build_assert!(",
                $crate::__private::core::stringify!($cond),
                ") may fail"
            ))
        }
    };
    ($cond:expr, $msg:literal $(,)?) => {
        if !$cond {
            $crate::__build_error!($crate::__private::core::concat!(
                "build_assert!(",
                $crate::__private::core::stringify!($cond),
                ") may fail: ",
                $msg
            ))
        }
    };
}

/// Fails the build unless the optimizer proves that this code is never reached.
///
/// The unconditional form of [`build_assert!`](crate::build_assert), with the same rules.
///
/// ```
/// use kelson::build_error;
///
/// #[inline(always)]
/// fn width_bits(bytes: usize) -> u32 {
///     match bytes {
///         1 => 8,
///         2 => 16,
///         4 => 32,
///         _ => build_error!("a register is 1, 2 or 4 bytes wide"),
///     }
/// }
///
/// assert_eq!(width_bits(4), 32);
/// ```
#[macro_export]
macro_rules! build_error {
    ($msg:literal $(,)?) => {
        $crate::__build_error!($crate::__private::core::concat!("build_error!: ", $msg))
    };
}

// The definitions differ by how *kelson* is built, not by the user's own cfgs, so that a user's
// crate needs no `--check-cfg` for names of ours.

#[cfg(not(kelson_kernel))]
#[doc(hidden)]
#[macro_export]
macro_rules! __build_error {
    ($what:expr) => {
        if $crate::__private::core::cfg!(debug_assertions) {
            $crate::__private::core::panic!("{}", $what)
        } else {
            $crate::__link_error!($what)
        }
    };
}

#[cfg(all(kelson_kernel, not(CONFIG_RUST_BUILD_ASSERT_ALLOW)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __build_error {
    ($what:expr) => {
        $crate::__link_error!($what)
    };
}

#[cfg(all(kelson_kernel, CONFIG_RUST_BUILD_ASSERT_ALLOW))]
#[doc(hidden)]
#[macro_export]
macro_rules! __build_error {
    ($what:expr) => {
        $crate::__private::core::panic!("{}", $what)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __link_error {
    ($what:expr) => {{
        // SAFETY: the declaration promises that calling the function is sound. No function of
        // this name exists, for its name has a line feed and blanks in it, which no compiler
        // gives to a function: a program in which the call is left does not link, and one that
        // runs contains no such call.
        unsafe extern "C" {
            #[link_name = $crate::__private::core::concat!(
                    "\n kelson: ", $what,
                    "\n   at ", $crate::__private::core::file!(), ":", $crate::__private::core::line!(), ":", $crate::__private::core::column!(), "\n "
                )]
            safe fn build_error() -> !;
        }
        build_error()
    }};
}
