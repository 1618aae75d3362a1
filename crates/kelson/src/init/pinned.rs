// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types that are pinned with all their fields.

use super::fields::CallsPinnedDrop;
use core::{
    marker::PhantomData,
    pin::Pin, //
};

/// Promises that every field of a struct or an enum stays where it is once the whole is pinned.
///
/// Then fields that must not move can be built in it by [`init!`](macro@crate::init), and `project`
/// gives pinned access to each.
///
/// ```
/// use kelson::init::{lazy, Dropping, InPlace, PinnedDrop, Uninit};
/// use kelson::{init, pinned, stack};
/// use std::marker::PhantomPinned;
/// use std::pin::Pin;
///
/// #[pinned(drop)]
/// struct Node {
///     this: *const Node,
///     _pin: PhantomPinned,
/// }
///
/// impl Node {
///     fn new(out: Uninit<'_, Self>) -> InPlace<'_, Self> {
///         let this = out.as_ptr().cast_const();
///         init!(out => Node { this, _pin: PhantomPinned })
///     }
/// }
///
/// impl PinnedDrop for Node {
///     fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
///         assert!(core::ptr::eq(self.this, &*self));
///     }
/// }
///
/// #[pinned]
/// struct Pair {
///     node: Node,
///     number: u32,
/// }
///
/// stack!(let pair = init!(Pair { node <- lazy(|out| Ok(Node::new(out))), number: 1 }));
/// let mut fields = pair.project();
/// *fields.number += 1;
/// assert!(core::ptr::eq(fields.node.this, &*fields.node));
/// ```
///
/// # Syntax
///
/// `#[pinned]`, or `#[pinned(drop)]` for a type that has a destructor: that is
/// [`PinnedDrop`](crate::init::PinnedDrop). It goes on a struct or an enum that is not
/// `repr(packed)`. An enum with a `repr` of an integer type can be built in place by variant.
///
/// # Generated code
///
/// Impls of [`Structural`](crate::init::Structural) and `Unpin`, the latter for when all fields are;
/// a struct or enum `NAMEProjection` and the method `project`; for `drop`, an impl of `Drop`.
///
/// # Reserved names
///
/// Beside the type `NAME`: `NAMEProjection`, `__NAMEFields`, and `__NAME_VARIANT` for each variant. In it: `project`;
/// `VARIANT_needs_pinned_and_an_integer_repr` for each variant; for a field that borrows, `FIELD_is_declared_before_OTHER`.
pub use kelson_macros::pinned;

/// The destructor of a type with the attribute `#[pinned(drop)]`.
///
/// In place of `Drop`, whose `&mut self` would let a pinned value move.
#[diagnostic::on_unimplemented(
    message = "the `pinned(drop)` attribute needs a destructor",
    label = "`PinnedDrop` is not implemented for `{Self}`",
    note = "write `impl PinnedDrop for {Self}`, or leave `drop` out"
)]
pub trait PinnedDrop: CallsPinnedDrop {
    /// Runs before the fields are dropped.
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>);
}

/// What only the destructor of `T` has, so that nobody else calls it.
///
/// It is for one type: a destructor could keep it, and call that of another value by it.
pub struct Dropping<T: ?Sized>(PhantomData<fn(T) -> T>);

impl<T: ?Sized> Dropping<T> {
    /// Says that a value is being dropped.
    ///
    /// # Safety
    ///
    /// It is for the one call of [`PinnedDrop::drop`] that drops the value.
    #[doc(hidden)]
    #[inline]
    pub unsafe fn new() -> Self {
        Dropping(PhantomData)
    }
}

/// A type of which every field is pinned when the whole is.
///
/// The attribute [`pinned`](macro@crate::pinned) implements it.
///
/// # Safety
///
/// Whoever can pin a `Self` has pinned its fields:
///
/// - `Drop`, if implemented, does not move out of a field, nor does anything else that gets a
///   `Pin<&mut Self>`;
/// - `Self` is `Unpin` only if all fields are;
/// - it is not `repr(packed)`;
/// - the fields are dropped when the whole is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not promise to keep its fields where they are",
    label = "not a type with the `pinned` attribute",
    note = "put `#[kelson::pinned]` on it"
)]
pub unsafe trait Structural {}

// SAFETY: an array has no `Drop` of its own, no way from a pinned array to an element that is not
// pinned, and is `Unpin` if and only if its elements are.
unsafe impl<T, const N: usize> Structural for [T; N] {}

// SAFETY: as for arrays.
unsafe impl<T> Structural for [T] {}

macro_rules! tuples {
    ($($($T:ident)+;)+) => {$(
        // SAFETY: as for arrays.
        unsafe impl<$($T),+> Structural for ($($T,)+) {}
    )+};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}
