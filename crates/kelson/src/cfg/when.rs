// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions on the configuration, numbers included.
//!
//! # Conditions
//!
//! | form | holds when |
//! |---|---|
//! | `CONFIG_SMP` | the name is set, as in `#[cfg]` |
//! | `target_arch = "x86_64"` | the name is set to this string, as in `#[cfg]` |
//! | `CONFIG_NR_CPUS >= 64` | the name is set to a number that compares so: `==` `!=` `<` `<=` `>` `>=` |
//! | `!A`, `A && B`, `A \|\| B`, `(A)` | as in Rust; `&&` binds tighter than `\|\|` |
//! | `all(A, B)`, `any(A, B)`, `not(A)` | as in `#[cfg]` |
//! | `true`, `false` | always, never |
//!
//! A name that is not set makes every comparison false, `!=` included, as an unset name makes
//! every `#[cfg]` on it false. A name that is set to something other than a number makes a
//! comparison an error. Numbers are decimal, `0x`, `0o` or `0b`, may be negative and may have `_`;
//! they are compared as 128-bit integers.
//!
//! # Where the numbers come from
//!
//! From the `--cfg` arguments of the compiler that is running, those in response files
//! (`@include/generated/rustc_cfg`) included. Names that rustc sets by itself (`unix`,
//! `target_os`, `debug_assertions`, ...) are left to rustc. A tool that expands macros in a process
//! of its own, such as rust-analyzer, has no such arguments; for it, `KELSON_CFG_FILE` names a
//! file with one argument on each line.
//!
//! # Misspelt names
//!
//! Names in plain `#[cfg]` form keep rustc's `unexpected_cfgs` lint. A compared name that is neither
//! set nor declared by `--check-cfg`, but spelt almost like one that is declared, is an error.

/// Keeps an item only when a condition on the configuration holds.
///
/// `#[cfg]` with numbers:
///
/// ```
/// use kelson::when;
///
/// #[when(CONFIG_NR_CPUS >= 64 && !CONFIG_TINY)]
/// const QUEUES: usize = 16;
///
/// #[when(!(CONFIG_NR_CPUS >= 64) || CONFIG_TINY)]
/// const QUEUES: usize = 1;
///
/// // Nothing is configured here, so every comparison is false.
/// assert_eq!(QUEUES, 1);
/// ```
///
/// # Syntax
///
/// `#[when(CONDITION)]` on an item, a method, a statement that is an item, or anything else that
/// may carry an attribute macro. On fields, variants, arms and expressions rustc takes no
/// attribute macros: use [`cfg_select!`] or [`if_cfg!`] there.
///
/// # Generated code
///
/// The item behind a `#[cfg]` in which every comparison is decided: `#[cfg(all(all(), not(TINY)))]`.
///
/// # Cost
///
/// None at run time. What is not kept is parsed, and nothing more.
///
/// # Conditions
///
#[doc = include_str!("conditions.md")]
pub use kelson_macros::when;

/// Chooses between pieces of code by conditions on the configuration.
///
/// Only the chosen piece exists: the others need to be well-formed tokens, no more.
///
/// ```
/// use kelson::if_cfg;
///
/// let batch = if_cfg!(CONFIG_NR_CPUS >= 1024 {
///     per_node_batch()    // not defined here, and need not be
/// } else if CONFIG_TINY {
///     1
/// } else {
///     64
/// });
/// assert_eq!(batch, 64);
/// ```
///
/// # Syntax
///
/// `if_cfg!(CONDITION { .. } else if CONDITION { .. } else { .. })`, `else` parts optional, where
/// an expression, a statement or items may stand. A piece that consists of items is emitted as
/// items; any other is a block, with a scope of its own.
///
/// # Cost
///
/// None at run time.
///
/// # Conditions
///
#[doc = include_str!("conditions.md")]
pub use kelson_macros::if_cfg;

/// Chooses the first of several pieces of code whose condition holds.
///
/// The macro of this name in core from 1.95, for every compiler from 1.85, and with numbers:
///
/// ```
/// use kelson::cfg_select;
///
/// cfg_select! {
///     CONFIG_PAGE_SHIFT >= 16 => {
///         pub const BUFFERS: usize = 16;
///     }
///     target_pointer_width = "64" => {
///         pub const BUFFERS: usize = 256;
///     }
///     _ => {
///         pub const BUFFERS: usize = 64;
///     }
/// }
///
/// assert_eq!(BUFFERS, if size_of::<usize>() == 8 { 256 } else { 64 });
/// ```
///
/// # Syntax
///
/// Arms `CONDITION => { .. }` or `CONDITION => EXPRESSION,`; a last arm `_ => ..` always holds.
/// Where no arm holds it is an error.
///
/// # Cost
///
/// None at run time.
///
/// # Conditions
///
#[doc = include_str!("conditions.md")]
pub use kelson_macros::cfg_select;
