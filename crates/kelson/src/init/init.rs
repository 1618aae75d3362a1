// SPDX-License-Identifier: MIT OR Apache-2.0

//! Initializers: recipes that build a value when there is a place for it.

use super::{
    fields::{
        keep,
        Field,
        Guard,
        Pins,
        PinsField, //
    },
    place::{
        build_at,
        Guarantee,
        InPlace,
        Pinned,
        Scoped,
        Uninit, //
    }, //
};
use core::{
    convert::Infallible,
    marker::PhantomData,
    pin::Pin, //
};

/// Builds a value field by field where it will live, in the form of a struct literal.
///
/// With a place, now; the result is the proof:
///
/// ```
/// use kelson::init;
/// use kelson::init::{value, InPlace, Uninit};
/// use std::num::ParseIntError;
///
/// struct Port {
///     number: u16,
///     name: String,
///     buffer: [u8; 512],
/// }
///
/// fn port<'o>(out: Uninit<'o, Port>, number: &str) -> Result<InPlace<'o, Port>, ParseIntError> {
///     Ok(init!(out => Port {
///         ref number: number.parse()?,
///         name <- value(format!("port {number}")),
///         mut buffer: [0; 512],
///         _: buffer[0] = 0xff,
///     }))
/// }
/// ```
///
/// Without one, later; the result is an [`Init`]:
///
/// ```
/// # use std::num::ParseIntError;
/// use kelson::init::Init;
/// use kelson::{init, stack};
///
/// struct Port {
///     number: u16,
/// }
///
/// fn port(number: &str) -> impl Init<Port, ParseIntError> + '_ {
///     init!(Port { number: number.parse()? })
/// }
///
/// fn run() -> Result<(), ParseIntError> {
///     stack!(let port =? port("80"));
///     assert_eq!(port.number, 80);
///     Ok(())
/// }
/// # run().unwrap();
/// ```
///
/// # Syntax
///
/// `init!(PLACE => WHAT)`, `init!(WHAT)` or `init!(WHAT ? ERROR)`. `WHAT` is `Type { .. }`, `Type(..)`,
/// `Type::Variant { .. }`, `Type::Variant(..)`, `[..]`, or `unsized Type { .. }` for a struct with a
/// tail of any length. In it stand
///
/// - `field: value` and `field`, a value that is moved in;
/// - `field <- initializer`, and `field <-? initializer` for one that can fail, whose error is
///   passed on as by `?`;
/// - `field <- &lender => |lender, out| ..`, a field that [borrows](super::SelfRef) from another;
/// - `ref` or `mut` before a field: what follows can use it, as `&F` or `Pin<&mut F>`;
/// - `_: expression`, run between two fields;
/// - `..zeroed()` at the end, for the other fields of a type that is [`Zeroable`](super::Zeroable).
///
/// The error of a lazy initializer is `ERROR`, else that of the signature around it if the fields
/// have a `?`, a `<-?` or a `return`, else `Infallible`.
///
/// # Generated code
///
/// A pointer to each field, by which it is written or its initializer run; a local variable per
/// field that drops it if the code is left before the end; and a closure that nobody calls, with
/// the plain literal, by which rustc checks that no field is missing or misspelt.
///
/// # Cost
///
/// That of the writes.
///
/// # What it does not catch
///
/// See the limits on the page `init` of the book.
pub use kelson_macros::init;

/// Builds a `T` in a place that is pinned, or fails with an `E`.
///
/// Made by [`init!`](macro@crate::init), [`lazy`], [`value`], ...; run by whoever has a place:
/// [`stack!`](crate::stack), [`Emplace`](super::Emplace), [`Uninit::init`], a field of another
/// value.
///
/// A value is not an initializer of itself, so that `<- Mutex::new(..)` never builds the recipe
/// where its result belongs; say [`value`].
///
/// # Safety
///
/// `raw_init` relies on nothing but the guarantee [`Pinned`], whatever `'s` is.
#[diagnostic::on_unimplemented(
    message = "expected an initializer of `{T}` for any place that is pinned, with the error `{E}`",
    label = "not an `Init<{T}, {E}>`",
    note = "the error of a macro is given by `init!(Type {{ .. }} ? Error)`, that of any initializer changed by `map_err`",
    note = "one that can fail is for what passes errors on: `<-?`, `stack!(let x =? ..)`, `try_init`, `try_emplace`",
    note = "a value is made an initializer by `kelson::init::value`, a function with an out parameter by `kelson::init::lazy`",
    note = "a `ScopedInit` needs a place that is certain to be dropped in time, which `kelson::init::with` gives"
)]
pub unsafe trait Init<T: ?Sized, E = Infallible>: for<'s> ScopedInit<'s, T, E> {
    /// Turns the error into another.
    #[inline]
    fn map_err<E2>(self, f: impl FnOnce(E) -> E2) -> impl Init<T, E2> {
        // SAFETY: an error from `self` leaves the place vacant, and so does its conversion. The place
        // is what `self` asks for, because it is only run by whoever keeps that for us.
        unsafe { from_raw(move |slot: *mut T| self.raw_init(slot).map_err(f)) }
    }

    /// Goes on with the value once it is in its place. If `f` fails, the value is dropped.
    #[inline]
    fn then(self, f: impl FnOnce(Pin<&mut T>) -> Result<(), E>) -> impl Init<T, E> {
        lazy(move |out: Uninit<'_, T>| {
            let mut done = out.try_init(self)?;
            f(done.as_mut())?;
            Ok(done)
        })
    }
}

/// Builds a `T` in a place that is pinned and drops its value before `'s` ends, or fails with
/// an `E`.
///
/// Every [`Init`] is one. What is only a `ScopedInit` may lend out what lives as long as `'s`, for
/// nothing safe code does can leak the value; see [`with`](crate::init::with).
///
/// # Safety
///
/// - If `raw_init` returns `Ok`, it has left a value in the place.
/// - If it returns `Err` or unwinds, the place is vacant: what had been built is dropped.
#[diagnostic::on_unimplemented(
    message = "expected an initializer of `{T}`, with the error `{E}`",
    label = "not a `ScopedInit<{T}, {E}>`",
    note = "a value is made an initializer by `kelson::init::value`, a function with an out parameter by `kelson::init::lazy`"
)]
pub unsafe trait ScopedInit<'s, T: ?Sized, E = Infallible>: Sized {
    /// Builds the value.
    ///
    /// # Safety
    ///
    /// - `slot` is not null, valid for reads and writes of a `T`, aligned, not in use by anybody
    ///   else, and holds no value.
    /// - If the result is `Ok`, the caller owns the value, does not move it, does not reuse the
    ///   memory before it was dropped and, unless `Self` is an [`Init`] too, drops it before `'s`
    ///   ends.
    unsafe fn raw_init(self, slot: *mut T) -> Result<(), E>;
}

/// What builds a `T` in a place with the guarantee `G`: [`Init`] if that is [`Pinned`],
/// [`ScopedInit`] if it is [`Scoped`].
///
/// # Safety
///
/// As for those two; the impls here are all there is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not initialize a `{T}` in place",
    label = "not an initializer of `{T}`",
    note = "to move a value in, write `field: value`, or make it an initializer by `kelson::init::value`"
)]
pub unsafe trait Initializer<T: ?Sized, E, G: Guarantee>: Sized {
    /// Builds the value.
    ///
    /// # Safety
    ///
    /// As for [`ScopedInit::raw_init`], `G` being what the caller keeps for the value.
    unsafe fn run(self, slot: *mut T) -> Result<(), E>;

    /// Builds a field of a value.
    #[doc(hidden)]
    #[inline(always)]
    fn fill<S: PinsField<T, Does> + ?Sized, Does>(
        pins: Pins<S, Does>,
        field: Field<S, T, G>,
        initializer: Self,
    ) -> Result<Guard<T>, E> {
        keep(pins, field).fill(initializer)
    }
}

// SAFETY: `raw_init` of an `Init` relies on no more than `Pinned`.
#[diagnostic::do_not_recommend]
unsafe impl<T: ?Sized, E, I: Init<T, E>> Initializer<T, E, Pinned> for I {
    #[inline(always)]
    unsafe fn run(self, slot: *mut T) -> Result<(), E> {
        // SAFETY: the caller keeps what `raw_init` asks for.
        unsafe { self.raw_init(slot) }
    }
}

// SAFETY: `raw_init` relies on no more than `Scoped<'s>`.
#[diagnostic::do_not_recommend]
unsafe impl<'s, T: ?Sized, E, I: ScopedInit<'s, T, E>> Initializer<T, E, Scoped<'s>> for I {
    #[inline(always)]
    unsafe fn run(self, slot: *mut T) -> Result<(), E> {
        // SAFETY: the caller keeps what `raw_init` asks for.
        unsafe { self.raw_init(slot) }
    }
}

/// Makes an initializer of a value that exists: it is moved into the place.
///
/// ```
/// # #[cfg(feature = "alloc")] {
/// use kelson::init::{value, Emplace};
///
/// assert_eq!(*Box::<u32>::emplace(value(5)), 5);
/// # }
/// ```
#[inline]
pub fn value<T>(value: T) -> Value<T> {
    Value(value)
}

/// A value to be moved into a place; see [`value`].
pub struct Value<T>(T);

// SAFETY: the value is moved in, which cannot fail.
unsafe impl<T> ScopedInit<'_, T> for Value<T> {
    #[inline(always)]
    unsafe fn raw_init(self, slot: *mut T) -> Result<(), Infallible> {
        // SAFETY: the caller gives a vacant place for a `T`.
        unsafe { slot.write(self.0) };
        Ok(())
    }
}

// SAFETY: nothing is expected of the place.
unsafe impl<T> Init<T> for Value<T> {}

/// Makes an initializer of a function with an out parameter.
///
/// ```
/// use kelson::init::{lazy, InPlace, Init, Uninit};
///
/// struct Table([u32; 256]);
///
/// fn fill<'o>(out: Uninit<'o, Table>, with: u32) -> InPlace<'o, Table> {
///     out.write(Table([with; 256]))
/// }
///
/// fn table(with: u32) -> impl Init<Table> {
///     lazy(move |out| Ok(fill(out, with)))
/// }
/// ```
#[inline]
pub fn lazy<T: ?Sized, E, F>(f: F) -> Lazy<F, T, E>
where
    F: for<'o> FnOnce(Uninit<'o, T>) -> Result<InPlace<'o, T>, E>,
{
    Lazy(f, PhantomData)
}

/// An initializer that is a function; see [`lazy`].
pub struct Lazy<F, T: ?Sized, E>(F, PhantomData<fn(*mut T) -> E>);

// SAFETY: `build_at` gives `Ok` with a value in the place, or leaves it vacant.
unsafe impl<T: ?Sized, E, F> ScopedInit<'_, T, E> for Lazy<F, T, E>
where
    F: for<'o> FnOnce(Uninit<'o, T>) -> Result<InPlace<'o, T>, E>,
{
    #[inline]
    unsafe fn raw_init(self, slot: *mut T) -> Result<(), E> {
        // SAFETY: the caller gives a vacant place and owns the value, at least pinned.
        unsafe { build_at(slot, self.0) }
    }
}

// SAFETY: the function gets a place that is `Pinned`, no more.
unsafe impl<T: ?Sized, E, F> Init<T, E> for Lazy<F, T, E> where
    F: for<'o> FnOnce(Uninit<'o, T>) -> Result<InPlace<'o, T>, E>
{
}

/// Makes an initializer of a function whose place has to be [`Scoped`].
#[inline]
pub fn scoped<'s, T: ?Sized, E, F>(f: F) -> LazyScoped<'s, F, T, E>
where
    F: for<'o> FnOnce(Uninit<'o, T, Scoped<'s>>) -> Result<InPlace<'o, T, Scoped<'s>>, E>,
{
    LazyScoped(f, PhantomData)
}

/// An initializer that is a function of a scoped place; see [`scoped`].
pub struct LazyScoped<'s, F, T: ?Sized, E>(F, PhantomData<fn(*mut T, Scoped<'s>) -> E>);

// SAFETY: `build_at` gives `Ok` with a value in the place, or leaves it vacant.
unsafe impl<'s, T: ?Sized, E, F> ScopedInit<'s, T, E> for LazyScoped<'s, F, T, E>
where
    F: for<'o> FnOnce(Uninit<'o, T, Scoped<'s>>) -> Result<InPlace<'o, T, Scoped<'s>>, E>,
{
    #[inline]
    unsafe fn raw_init(self, slot: *mut T) -> Result<(), E> {
        // SAFETY: the caller gives a vacant place and keeps `Scoped<'s>` for the value.
        unsafe { build_at(slot, self.0) }
    }
}

/// Makes an initializer of a function that gets the raw place.
///
/// # Safety
///
/// When `f` returns `Ok`, the place holds a value. When it returns `Err` or unwinds, the place holds
/// none. `f` relies on nothing but that the place is [`Pinned`].
#[inline]
pub unsafe fn from_raw<T: ?Sized, E, F>(f: F) -> Raw<F, T, E>
where
    F: FnOnce(*mut T) -> Result<(), E>,
{
    Raw(f, PhantomData)
}

/// An initializer that is a function of a raw place; see [`from_raw`].
pub struct Raw<F, T: ?Sized, E>(F, PhantomData<fn(*mut T) -> E>);

// SAFETY: as whoever called `from_raw` promised.
unsafe impl<T: ?Sized, E, F> ScopedInit<'_, T, E> for Raw<F, T, E>
where
    F: FnOnce(*mut T) -> Result<(), E>,
{
    #[inline]
    unsafe fn raw_init(self, slot: *mut T) -> Result<(), E> {
        (self.0)(slot)
    }
}

// SAFETY: as whoever called `from_raw` promised.
unsafe impl<T: ?Sized, E, F> Init<T, E> for Raw<F, T, E> where F: FnOnce(*mut T) -> Result<(), E> {}

/// Makes an initializer of a function that gets a raw place, which has to be [`Scoped`].
///
/// # Safety
///
/// When `f` returns `Ok`, the place holds a value. When it returns `Err` or unwinds, the place holds
/// none. `f` relies on nothing but that the place is `Scoped<'s>`.
#[inline]
pub unsafe fn scoped_from_raw<'s, T: ?Sized, E, F>(f: F) -> RawScoped<'s, F, T, E>
where
    F: FnOnce(*mut T) -> Result<(), E>,
{
    RawScoped(f, PhantomData)
}

/// An initializer that is a function of a raw, scoped place; see [`scoped_from_raw`].
pub struct RawScoped<'s, F, T: ?Sized, E>(F, PhantomData<fn(*mut T, Scoped<'s>) -> E>);

// SAFETY: as whoever called `scoped_from_raw` promised.
unsafe impl<'s, T: ?Sized, E, F> ScopedInit<'s, T, E> for RawScoped<'s, F, T, E>
where
    F: FnOnce(*mut T) -> Result<(), E>,
{
    #[inline]
    unsafe fn raw_init(self, slot: *mut T) -> Result<(), E> {
        (self.0)(slot)
    }
}
