// SPDX-License-Identifier: MIT OR Apache-2.0

//! `likely!` and `unlikely!`, as C has them through `__builtin_expect`.

/// Evaluates a `bool` that is usually `true`, and lays code out for that case.
///
/// The value is the condition's own. The branch that is taken when it is `false` is moved out of
/// the way, as `likely()` does in the kernel's C code.
///
/// ```
/// use kelson::likely;
///
/// fn checksum(frame: &[u8]) -> Option<u8> {
///     if likely!(frame.len() >= 14) {
///         Some(frame.iter().fold(0, |sum, byte| sum ^ byte))
///     } else {
///         None
///     }
/// }
///
/// assert_eq!(checksum(&[1; 14]), Some(0));
/// assert_eq!(checksum(&[]), None);
/// ```
///
/// # Cost
///
/// No instruction is added; only the order of blocks changes. Where the optimizer turns the
/// branch into a conditional move, there is no order to change and the hint has no effect.
///
/// # Compilers
///
/// From 1.95 this is `core::hint::cold_path`; before, a call to an empty `#[cold]` function that
/// the optimizer removes. Without optimization neither has an effect.
#[macro_export]
macro_rules! likely {
    ($cond:expr $(,)?) => {
        if $cond {
            true
        } else {
            $crate::__private::cold_path();
            false
        }
    };
}

/// Evaluates a `bool` that is usually `false`, and lays code out for that case.
///
/// The opposite of [`likely!`](crate::likely), which see for cost and compilers.
///
/// ```
/// use kelson::unlikely;
///
/// fn div(a: u32, b: u32) -> Result<u32, &'static str> {
///     if unlikely!(b == 0) {
///         return Err("division by zero");
///     }
///     Ok(a / b)
/// }
///
/// assert_eq!(div(6, 3), Ok(2));
/// assert!(div(6, 0).is_err());
/// ```
#[macro_export]
macro_rules! unlikely {
    ($cond:expr $(,)?) => {
        if $cond {
            $crate::__private::cold_path();
            true
        } else {
            false
        }
    };
}

/// Marks the path that calls it as rarely taken.
#[cfg(CONFIG_RUSTC_HAS_COLD_PATH)]
#[inline(always)]
#[allow(
    clippy::incompatible_msrv,
    reason = "the build script has looked whether the compiler has it"
)]
pub const fn cold_path() {
    core::hint::cold_path();
}

/// Marks the path that calls it as rarely taken.
// The call itself is what carries the hint to LLVM, so it must not be inlined before LLVM has
// seen it; `#[cold]` functions are not inlined earlier. LLVM then removes the empty body.
#[cfg(not(CONFIG_RUSTC_HAS_COLD_PATH))]
#[cold]
pub const fn cold_path() {}
