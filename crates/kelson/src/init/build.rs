// SPDX-License-Identifier: MIT OR Apache-2.0

//! Structs whose fields are initialized one by one.
//!
//! # Why it is sound
//!
//! Without a place there is no unsafe code but for `<-`: the fields are variables, and the value is
//! a struct literal of them. An initializer that is run by `<-` may rely on its value being
//! pinned, so it is accepted for types that are `Unpin`, to which that means nothing.
//!
//! With a place the variables are the guards of the filled fields, and what [`init!`](macro@crate::init)
//! relies on holds here for other reasons:
//!
//! - *every field is filled when the value is declared built*: a literal that is never evaluated
//!   has rustc compare the fields with those of the type, and each guard is moved at the end, which
//!   rustc accepts only if it is initialized on every path;
//! - *no field is filled twice*: the guards are not `mut`, so no path assigns one twice;
//! - *on every way out the filled fields are dropped, and no others*: by rustc's own drop flags;
//! - *user code cannot touch the guards*: their names have the hygiene of the macro.

use super::{
    fields::{
        Field,
        Guard,
        Hold,
        Movable, //
    },
    init::Init, //
};
use core::{
    marker::PhantomData,
    mem::MaybeUninit, //
};

/// Initializes the fields of a struct one by one, with any control flow in between.
///
/// ```
/// use kelson::build;
///
/// struct Frame {
///     header: [u8; 2],
///     payload: Vec<u8>,
///     length: usize,
/// }
///
/// fn frame(kind: u8, payload: Option<&str>) -> Result<Frame, &'static str> {
///     Ok(build!(Frame, |f| {
///         f.payload = payload.ok_or("no payload")?.into();
///         if kind == 0 {
///             f.header = [0, 0];
///         } else {
///             f.header = [kind, f.payload.len() as u8];
///         }
///         f.length = f.header.len() + f.payload.len();
///     }))
/// }
///
/// assert_eq!(frame(1, Some("abc")).unwrap().length, 5);
/// assert!(frame(1, None).is_err());
/// ```
///
/// # Syntax
///
/// | form | gives |
/// |---|---|
/// | `build!(Type, \|s\| { .. })` | a value |
/// | `build!(place => Type, \|s\| { .. })` | an [`InPlace`](crate::init::InPlace), built in an [`Uninit`](crate::init::Uninit) |
///
/// The comma may be left out, but rustfmt then takes the bars for operators. In the block, where `s`
/// stands for the name of your choice:
///
/// | form | does |
/// |---|---|
/// | `s.field = value;` | moves a value in |
/// | `s.field <- initializer;` | builds it by an [`Init`](crate::init::Init) that cannot fail |
/// | `s.field <-? initializer;` | the same, passing an error on |
/// | `s.field` elsewhere | the field, which is initialized on every path to there; shared |
///
/// With `|mut s|` the fields of a value may be changed, and assigned again, once they are initialized.
///
/// Fields of tuple structs are `s.0`. When the block is left early, by `return`, `?`, `break` or a
/// panic, the fields that are initialized by then are dropped, the one that was named last first.
///
/// # Mistakes
///
/// Each is rustc's own error, at your own tokens: a field that is not initialized on some path
/// (E0381), that is on some path twice (E0384), or nowhere (E0063).
///
/// # Reserved names
///
/// In the block, `s` is not a variable and cannot be one.
///
/// # Cost
///
/// A value is assembled from variables, which the optimizer keeps where the value will be if it
/// can. In a place nothing is moved.
pub use kelson_macros::build;

/// The type of a value that is built without a place.
pub struct Whole<S>(PhantomData<fn() -> S>);

impl<S> Whole<S> {
    /// The type that a closure gives, which is never called.
    #[inline(always)]
    pub const fn of<F: FnOnce() -> S + Copy>(_: F) -> Self {
        Whole(PhantomData)
    }

    /// The type of a field.
    #[inline(always)]
    pub fn field<F>(&self, _: impl FnOnce(&S) -> *const F) -> PartOf<F> {
        PartOf(PhantomData)
    }
}

/// The type of a field of a value that is built without a place.
pub struct PartOf<F>(PhantomData<fn() -> F>);

impl<F> PartOf<F> {
    /// The value for the field.
    #[inline(always)]
    pub fn write(self, hold: Hold<F>) -> F {
        hold.value
    }
}

/// Ties the type of a variable to that of the field for which it stands.
pub trait OfField<V> {
    /// Does nothing.
    fn of(self, variable: &V);
}

impl<F> OfField<F> for PartOf<F> {
    fn of(self, _: &F) {}
}

impl<S: ?Sized, F: ?Sized, G> OfField<Guard<F>> for Field<S, F, G> {
    fn of(self, _: &Guard<F>) {}
}

/// Runs an initializer and moves the value out of where it was built.
#[inline]
pub fn moved<T: Movable, E>(initializer: impl Init<T, E>, _: PartOf<T>) -> Result<T, E> {
    let mut place = MaybeUninit::uninit();
    // SAFETY:
    // - the place is a variable that is in no other use;
    // - `Init` relies on pinning only, which does not concern a `T`, as that is `Unpin`.
    unsafe { initializer.raw_init(place.as_mut_ptr())? };
    // SAFETY: `Ok` means that there is a value.
    Ok(unsafe { place.assume_init() })
}
