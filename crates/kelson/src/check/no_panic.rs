// SPDX-License-Identifier: MIT OR Apache-2.0

//! The mark that `cargo kelson prove` looks for.

/// Marks a function that must not panic, for `cargo kelson prove` to check.
///
/// The attribute changes nothing in the program. It leaves a record in the object file, and the
/// prover examines every instance of the function it finds there: each copy of a generic
/// function, and each place the function was inlined into.
///
/// ```
/// use kelson::no_panic;
///
/// struct Ring {
///     slots: [u64; 64],
/// }
///
/// impl Ring {
///     #[no_panic]
///     pub fn read(&self, index: usize) -> u64 {
///         self.slots[index % 64]
///     }
/// }
///
/// assert_eq!(Ring { slots: [3; 64] }.read(1000), 3);
/// ```
///
/// Then, on the command line:
///
/// ```text
/// cargo kelson prove --lib
/// ```
///
/// # Syntax
///
/// `#[no_panic]`, without arguments, on any function with a body: free functions, methods, trait
/// methods and their default bodies, generic and `const` ones. Not on an `async fn`: it only makes
/// a future, and what may panic is its polling.
///
/// # Generated code
///
/// Inside the function, a module that holds one `global_asm!` with no instructions: it puts the
/// file, line, module and name of the function into the section `.kelson.no_panic`. The section is
/// not loaded, so the running program has nothing of it.
///
/// # What it does not catch
///
/// The mark alone proves nothing: run the prover, on the objects you ship, with the flags you
/// ship. What it takes on trust (C functions, if you tell it to; cuts) it lists.
///
/// # Cost
///
/// None at run time: no instruction, no byte that is loaded.
pub use kelson_macros::no_panic;
