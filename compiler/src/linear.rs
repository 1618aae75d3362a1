// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[kelsonc::linear]` and `#[kelsonc::no_forget]`: types whose values end where somebody ends them.
//!
//! ```ignore
//! #[kelsonc::linear("a transaction ends by `commit` or `roll_back`")]
//! pub struct Transaction { .. }
//!
//! impl Transaction {
//!     #[kelsonc::consumes]
//!     pub fn commit(self) { .. }
//! }
//! ```
//!
//! A value of a linear type may not be dropped, on any path: not at the end of a scope, not by assignment to where it is,
//! not as a part of another value, not by a function that it is passed to. It may not be forgotten either. A value of a
//! `no_forget` type may be dropped as any other, and may not be forgotten: whoever gets hold of one knows that its `drop` will
//! run before what it borrows is gone.
//!
//! There are two ways to end a linear value: it is taken to pieces, which needs access to its fields, or it comes to a
//! function marked `#[kelsonc::consumes]`. What such a function does is its own affair. `#[kelsonc::may_forget]` marks the
//! functions that forget what they are given, and the types that may forget what is in them, as a counted pointer does
//! that can be part of a cycle; the standard library's and the kernel's are known.
//!
//! # How it is done
//!
//! [`types`] makes values of linear types values that need to be dropped, whatever is in them. So rustc itself works out
//! where they would be, including on which paths: what is left after it has done so, a drop that may happen, is a
//! mistake. [`body`] looks for those in each function, as it stands in the source, also when nothing is compiled.
//! [`program`] looks into what generic functions do once their types are known, when code is generated, in this crate
//! and in what it uses of others; [`places`] finds where in them, and [`pointed`] those that are known by a pointer only.
//! [`report`] tells of either.
//!
//! Paths on which a panic unwinds are left out: every call can be one, and the promise of a linear type is about what a
//! program does while it works. Evaluation at compile time is left out as well: its values are gone before the program runs.

mod body;
mod check;
mod places;
mod pointed;
mod program;
mod report;
mod types;

use crate::hooks::{Feature, Hooks};
use crate::options::{Values, Wrong};

/// It has no option: the attributes mean something as soon as another feature's option is given.
pub(crate) const FEATURE: Feature = Feature {
    options: &[],
    attributes: &["linear", "no_forget", "consumes", "may_forget"],
    register,
};

fn register(_: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    if hooks.active {
        hooks.on_queries(types::queries);
        hooks.on_queries(body::queries);
        hooks.on_queries(program::queries);
        hooks.on_expanded(check::attributes);
        hooks.on_analyzed(check::copies);
        hooks.on_analyzed(body::all);
    }
    Ok(())
}
