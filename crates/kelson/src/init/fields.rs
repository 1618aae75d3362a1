// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the expansion of `init!` is made of: fields on their way from vacant to filled.
//!
//! A macro takes one [`Field`] per field of the value, by unsafe code that says so; everything that
//! user code is mixed with is safe. A filled field is a [`Guard`], which drops it unless the
//! whole is finished.
//!
//! Where a user can be wrong, the macro calls a trait's method by its path, spanned on the user's
//! token: then rustc reports the trait that is missing, in the words of its `on_unimplemented`, and
//! nothing of what is in this file.

use super::{
    init::Initializer,
    pinned::Structural,
    place::{
        Guarantee,
        Uninit, //
    },
    zeroed::{
        Zeroable,
        Zeroed, //
    },
};
use core::{
    convert::Infallible,
    marker::PhantomData,
    pin::Pin,
    ptr, //
};

pub use super::{
    build::{
        moved,
        OfField,
        PartOf,
        Whole, //
    },
    place::Building,
    selfref::{
        fill_borrowing,
        DeclaredBefore,
        Loan, //
    },
};

/// Starts to build a value in a place.
#[inline(always)]
pub fn begin<'o, T: ?Sized, G: Guarantee>(out: Uninit<'o, T, G>) -> Building<'o, T, G> {
    out.begin()
}

/// Zeroes a value before its fields are built.
#[inline(always)]
pub fn zero<T, G: Guarantee>(place: &Building<'_, T, G>, _: Zeroed<T>) {
    // SAFETY: the place is exclusively the `Building`'s, and still vacant. By the invariant of
    // `Zeroed`, the fields that nobody names are then values.
    unsafe { place.as_ptr().write_bytes(0, 1) };
}

/// What only a type has. A variant of an enum, imported by its own name, has a literal too, but its
/// fields are none of the enum's: a place expression would look for them by `Deref`.
pub trait OfType {
    /// Does nothing.
    #[inline(always)]
    fn init_needs_the_path_of_a_type(_: *mut Self) {}
}

impl<T: ?Sized> OfType for T {}

/// Has rustc check that a type is `Zeroable`.
#[inline(always)]
pub fn is_zeroable<T: Zeroable + ?Sized>() {}

/// A letter of a name. The name of a field or a variant is the tuple of its letters, a type, where
/// something is promised of that field or variant alone.
pub enum Letter<const L: char> {}

/// That `L` has the layout of the variant with the name `N` of the enum `S`.
///
/// # Invariants
///
/// It is so, without the tag, which `L` can write.
pub struct Variant<S, N, L>(PhantomData<(Exactly<S>, Exactly<N>, Exactly<L>)>);

/// Stands for `T`, and for no type that could be used as one.
type Exactly<T> = fn(T) -> T;

impl<S, N, L: Tagged> Variant<S, N, L> {
    /// Says so.
    ///
    /// # Safety
    ///
    /// It is so.
    #[inline(always)]
    pub unsafe fn new() -> Self {
        Variant(PhantomData)
    }
}

/// The layout of a variant of an enum.
pub trait Tagged {
    /// Writes the tag.
    ///
    /// # Safety
    ///
    /// `slot` may be written.
    unsafe fn write_tag(slot: *mut Self);
}

/// Makes a place one for a variant of an enum, of which the fields are then to be built.
#[inline(always)]
pub fn variant<N, S, L: Tagged, G: Guarantee>(
    place: &Building<'_, S, G>,
    _: Variant<S, N, L>,
) -> *mut L {
    let slot = place.as_ptr().cast::<L>();
    // SAFETY: the place is exclusively the `Building`'s, vacant, and as large as the largest
    // variant.
    unsafe { L::write_tag(slot) };
    slot
}

/// That it is part of an `S`, and of a place with the guarantee in `G`.
type Of<S, G> = PhantomData<(*mut S, fn(G) -> G)>;

/// A vacant field of type `F` of a value of type `S` in a place with the guarantee `G`.
///
/// # Invariants
///
/// `ptr` is valid for reads and writes of an `F`, aligned, and exclusively ours.
pub struct Field<S: ?Sized, F: ?Sized, G> {
    ptr: *mut F,
    _of: Of<S, G>,
}

impl<S: ?Sized, F: ?Sized, G> Field<S, F, G> {
    /// A field of the value that is to be built at the place of `_of`.
    ///
    /// # Safety
    ///
    /// `field` is a field of the value at `_of`, aligned, vacant, and taken once. Its guard is dropped
    /// before `_of` is, or leaked together with it, or forgotten when `_of` is finished.
    #[inline(always)]
    pub unsafe fn new(_of: &Building<'_, S, G>, field: *mut F) -> Self
    where
        G: Guarantee,
    {
        // INVARIANT: the place is exclusively the `Building`'s; the rest is the caller's promise.
        Field {
            ptr: field,
            _of: PhantomData,
        }
    }
}

/// A value on its way into a field.
///
/// A struct literal, so that a value of the wrong type is reported at the value, and there only.
pub struct Hold<F> {
    /// The value.
    pub value: F,
}

impl<S: ?Sized, F, G> Field<S, F, G> {
    /// Moves a value in.
    #[inline(always)]
    pub fn write(self, hold: Hold<F>) -> Guard<F> {
        // SAFETY: by the invariant the field may be written.
        unsafe { self.ptr.write(hold.value) };
        // INVARIANT: the field is filled.
        Guard(self.ptr)
    }
}

/// Says that fields are pinned.
pub enum Yes {}

/// Does not say that fields are pinned.
pub enum No {}

// Whether a type pins its fields is tried in two ways, in this order, by method lookup on `&&Kind`: the
// second has one reference less to its receiver. A trait of the user's may get in between. That is
// why lookup is on types only and gives a proof about types: a method that got a field could take
// it twice.

/// A type whose fields are to be built.
pub struct Kind<S: ?Sized>(PhantomData<*mut S>);

/// That a value of type `S` pins its fields, if `Does` is [`Yes`].
///
/// # Invariants
///
/// It is so.
pub struct Pins<S: ?Sized, Does>(PhantomData<(*mut S, Does)>);

impl<S: ?Sized, Does> Clone for Pins<S, Does> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: ?Sized, Does> Copy for Pins<S, Does> {}

/// The type of the value at a place.
#[inline(always)]
pub fn kind<S: ?Sized, G: Guarantee>(_: &Building<'_, S, G>) -> Kind<S> {
    Kind(PhantomData)
}

/// A `Structural` type pins its fields.
pub trait OfStructural<S: ?Sized> {
    /// That it does.
    fn pins_fields(self) -> Pins<S, Yes>;
}

impl<S: Structural + ?Sized> OfStructural<S> for &&Kind<S> {
    #[inline(always)]
    fn pins_fields(self) -> Pins<S, Yes> {
        // INVARIANT: `S` keeps its fields pinned.
        Pins(PhantomData)
    }
}

impl<S: ?Sized> Kind<S> {
    /// That nothing is known of it.
    #[inline(always)]
    pub fn pins_fields(&self) -> Pins<S, No> {
        Pins(PhantomData)
    }
}

/// Says of a type that a field of it may be pinned, or is the error of one that may not.
///
/// # Safety
///
/// A field of type `F` may be taken for pinned in a pinned `Self`, if `Self` pins its fields or
/// `Does` is not [`Yes`].
#[diagnostic::on_unimplemented(
    message = "`{F}` has to stay where it is, and `{Self}` does not promise that for its fields",
    label = "a field of type `{F}` cannot be initialized in place here",
    note = "put `#[kelson::pinned]` on `{Self}`"
)]
pub unsafe trait PinsField<F: ?Sized, Does> {}

// SAFETY: `S` pins its fields.
#[diagnostic::do_not_recommend]
unsafe impl<S: ?Sized, F: ?Sized> PinsField<F, Yes> for S {}

// SAFETY: what is `Unpin` is pinned anywhere.
#[diagnostic::do_not_recommend]
unsafe impl<S: ?Sized, F: ?Sized + Unpin> PinsField<F, No> for S {}

/// The field as a place.
///
/// What the type does comes first: knowing the field alone, rustc would take the impl that fits it.
#[inline(always)]
pub fn keep<S, F, G, Does>(_: Pins<S, Does>, field: Field<S, F, G>) -> Place<F, G>
where
    S: PinsField<F, Does> + ?Sized,
    F: ?Sized,
{
    // INVARIANT: by those of `Field` and `Pins`, and the promise of `PinsField`.
    Place(field.ptr, PhantomData)
}

/// A vacant field in which a value can be pinned, with the guarantee `G`.
///
/// # Invariants
///
/// `.0` is valid for reads and writes of an `F`, aligned, vacant and exclusively ours. It has the
/// guarantee `G` when the whole has.
pub struct Place<F: ?Sized, G>(*mut F, PhantomData<fn(G) -> G>);

impl<F: ?Sized, G: Guarantee> Place<F, G> {
    /// Runs an initializer.
    #[inline(always)]
    pub(super) fn fill<E>(self, initializer: impl Initializer<F, E, G>) -> Result<Guard<F>, E> {
        // SAFETY:
        // - by the invariant the place is ours, and vacant;
        // - on `Ok` the guard owns the value; until the whole is finished, the guard drops it, or if
        //   that is leaked, the frame of the whole stays busy and its memory is never reused. From
        //   then on the whole keeps the guarantee.
        unsafe { self.fill_with(|slot| initializer.run(slot)) }
    }

    /// Runs a function.
    ///
    /// # Safety
    ///
    /// As for [`ScopedInit`](super::ScopedInit), on a place with the guarantee `G`.
    #[inline(always)]
    pub(super) unsafe fn fill_with<E>(
        self,
        f: impl FnOnce(*mut F) -> Result<(), E>,
    ) -> Result<Guard<F>, E> {
        f(self.0)?;
        // INVARIANT: the field is filled.
        Ok(Guard(self.0))
    }
}

/// The outcome of an initializer that is used as if it could not fail.
///
/// There is one impl, so an initializer that leaves its error open gets that one: rustc takes the
/// only type that fits.
#[diagnostic::on_unimplemented(
    message = "this initializer can fail",
    label = "`<-` takes an initializer that cannot fail",
    note = "write `<-?` to pass the error on"
)]
pub trait CannotFail<T> {
    /// What was built.
    fn built(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T> CannotFail<T> for Result<T, Infallible> {
    #[inline(always)]
    fn built(self) -> T {
        match self {
            Ok(built) => built,
            Err(never) => match never {},
        }
    }
}

/// A filled field: drops the value, unless it is forgotten because the whole is finished.
///
/// # Invariants
///
/// `.0` holds a value that is ours. It does not move before it is dropped.
pub struct Guard<F: ?Sized>(*mut F);

impl<F: ?Sized> Guard<F> {
    /// The value, shared.
    #[inline(always)]
    pub fn shared(&self) -> &F {
        // SAFETY: by the invariant; nobody has exclusive access while `self` is borrowed.
        unsafe { &*self.0 }
    }

    /// The value, exclusive and pinned.
    #[inline(always)]
    pub fn pinned(&mut self) -> Pin<&mut F> {
        // SAFETY: by the invariant; nobody else has access while `self` is borrowed.
        unsafe { Pin::new_unchecked(&mut *self.0) }
    }
}

impl<F: ?Sized> Drop for Guard<F> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: by the invariant the value is ours to drop, and this happens once.
        unsafe { ptr::drop_in_place(self.0) }
    }
}

/// A type whose values may be moved after an initializer has built them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has to stay where it is, and what `build!` gives without a place is moved",
    label = "this builds a `{Self}`",
    note = "give `build!` a place, as in `build!(place => Type, |value| ..)`"
)]
pub trait Movable: Unpin {}

impl<T: Unpin> Movable for T {}

/// Conflicts with the same impl for a type with the `pinned` attribute: its destructor is
/// `PinnedDrop`, and the attribute is `#[pinned(drop)]`.
pub trait DropOfPinnedIsPinnedDrop {}

#[allow(
    drop_bounds,
    reason = "it is about the impl of `Drop`, not about drop glue"
)]
impl<T: Drop + ?Sized> DropOfPinnedIsPinnedDrop for T {}

/// That dropping a value calls its `PinnedDrop`; the attribute `#[pinned(drop)]` sees to it.
#[diagnostic::on_unimplemented(
    message = "nothing would call the destructor of `{Self}`",
    label = "`{Self}` has no `pinned(drop)` attribute",
    note = "put `#[kelson::pinned(drop)]` on `{Self}`"
)]
pub trait CallsPinnedDrop {}
