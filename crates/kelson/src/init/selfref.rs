// SPDX-License-Identifier: MIT OR Apache-2.0

//! A field that borrows from another field of the same value.
//!
//! ```
//! use kelson::init::{value, Emplace, InPlace, Init, Lender, SelfRef, Uninit};
//! use kelson::{for_lt, init, pinned};
//!
//! struct Bar(u32);
//!
//! struct Gpu<'b> {
//!     bar: &'b Bar,
//!     id: u32,
//! }
//!
//! impl<'b> Gpu<'b> {
//!     fn new<'o>(out: Uninit<'o, Self>, bar: &'b Bar) -> Result<InPlace<'o, Self>, &'static str> {
//!         match bar.0 {
//!             0 => Err("no device"),
//!             id => Ok(init!(out => Gpu { bar, id })),
//!         }
//!     }
//! }
//!
//! for_lt!(GpuLt = for<'b> Gpu<'b>);
//!
//! #[pinned]
//! struct Driver {
//!     gpu: SelfRef<GpuLt>,
//!     bar: Lender<Bar>,
//! }
//!
//! fn driver(id: u32) -> impl Init<Driver, &'static str> {
//!     init!(Driver {
//!         bar <- Lender::new(value(Bar(id))),
//!         gpu <-? &bar => |bar, out| Gpu::new(out, bar),
//!     })
//! }
//!
//! # #[cfg(feature = "alloc")] {
//! let driver = Box::<Driver>::try_emplace(driver(7)).unwrap();
//! let gpu: &Gpu<'_> = driver.gpu.get();
//! assert_eq!((gpu.id, gpu.bar.0), (7, 7));
//! # }
//! ```
//!
//! # Why it is sound
//!
//! - *The lender stays.* A [`Lender`] is not `Unpin` and is only ever built in place, so safe code
//!   never has one to put in the place of another. It gives shared access only.
//! - *The lender goes last.* Fields are dropped in the order of their declaration, so the borrower
//!   has to be declared first. The `pinned` attribute makes a constant for each pair of fields that
//!   are declared in that order, and `init!` asks for it. While the value is being built, later
//!   fields are dropped first, and the lender was built before.
//! - *What the lender itself borrows is alive when the borrower goes.* `Lender` implements `Drop`, so
//!   rustc does not let a lifetime in it end before the whole is dropped.
//! - *The borrower does not know how long it lives.* It is built by a function that works for every
//!   lifetime, so it cannot have been stored anywhere else, and nothing else can have been stored in
//!   it. It is given out with a shorter lifetime only, and [`for_lt!`](crate::for_lt) made rustc check that
//!   the type allows that.

use super::{
    fields::{
        Guard,
        Place, //
    },
    init::{
        from_raw,
        Init, //
    },
    place::{
        build_at,
        Building,
        Guarantee,
        InPlace,
        Pinned,
        Uninit, //
    },
};
use core::{
    cell::UnsafeCell,
    marker::{
        PhantomData,
        PhantomPinned, //
    },
    ops::Deref, //
};

/// A type with one lifetime, without the lifetime; declared by [`for_lt!`](crate::for_lt).
///
/// # Safety
///
/// `Of<'t>` is covariant in `'t`.
pub unsafe trait ForLt {
    /// The type with the lifetime.
    type Of<'t>;
}

/// Declares a type that stands for another one, whatever the lifetime of that: a [`ForLt`].
///
/// `for_lt!(pub NAME = for<'b> TYPE<'b>)`. The type has to be covariant: where it is asked for with
/// a lifetime, one with a longer lifetime must do.
#[macro_export]
macro_rules! for_lt {
    ($(#[$attr:meta])* $vis:vis $name:ident = for<$lifetime:lifetime> $type:ty) => {
        $(#[$attr])*
        $vis enum $name {}

        // SAFETY: rustc checks in `covariant` that the type is covariant.
        unsafe impl $crate::init::ForLt for $name {
            type Of<$lifetime> = $type;
        }

        const _: () = {
            #[allow(dead_code, reason = "it is there to be type-checked")]
            // By a function pointer, for which there is no coercion: those of values, such as
            // `Cell<&'long dyn Trait>` to `Cell<&'short dyn Trait>`, are no subtyping.
            fn covariant<'long: 'short, 'short>(
                of: fn() -> <$name as $crate::init::ForLt>::Of<'long>,
            ) -> fn() -> <$name as $crate::init::ForLt>::Of<'short> {
                of
            }
        };
    };
}

/// A field that borrows from a [`Lender`] in the same value.
///
/// Built by `field <- &lender => |lender, out| ..` in [`init!`](macro@crate::init), where `out` is the place of
/// an `F::Of<'_>`. The type of the whole has the [`pinned`](macro@crate::pinned) attribute.
///
/// # Invariants
///
/// The value is an `F::Of<'t>`, where `'t` is as long as `self` exists.
pub struct SelfRef<F: ForLt> {
    value: F::Of<'static>,
    _pin: PhantomPinned,
}

// SAFETY: whatever its lifetime is, the value may be sent.
unsafe impl<F: ForLt> Send for SelfRef<F> where for<'t> F::Of<'t>: Send {}

// SAFETY: whatever its lifetime is, the value may be shared.
unsafe impl<F: ForLt> Sync for SelfRef<F> where for<'t> F::Of<'t>: Sync {}

impl<F: ForLt> SelfRef<F> {
    /// The value.
    #[inline]
    pub fn get(&self) -> &F::Of<'_> {
        // SAFETY: by the invariant the value lives longer than this borrow of `self`, and the
        // type is covariant, so it is an `F::Of` of that shorter lifetime too.
        unsafe { &*(&raw const self.value).cast() }
    }
}

/// A field that others of the same value borrow from.
///
/// # Invariants
///
/// There are shared references to the value only.
pub struct Lender<T> {
    // With this, a reference to the whole does not claim to be the only way to the value.
    value: UnsafeCell<T>,
    _pin: PhantomPinned,
}

// SAFETY: the value is only shared, and dropped by whoever has the lender.
unsafe impl<T: Send + Sync> Sync for Lender<T> {}

impl<T> Lender<T> {
    /// An initializer that builds the value by another. A lender exists in its place only, on which
    /// its soundness rests.
    #[inline]
    pub fn new<E>(initializer: impl Init<T, E>) -> impl Init<Self, E> {
        let init = move |slot: *mut Self| {
            // SAFETY: the field is a place as good as the whole; the value is never moved.
            unsafe { initializer.raw_init((&raw mut (*slot).value).cast()) }
        };
        // SAFETY: the other field has no size, so there is a value then.
        unsafe { from_raw(init) }
    }
}

impl<T> Deref for Lender<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: by the invariant.
        unsafe { &*self.value.get() }
    }
}

impl<T> Drop for Lender<T> {
    // There is nothing to do: this is here for what rustc concludes from it, see above.
    #[inline(always)]
    fn drop(&mut self) {}
}

/// That the field `First` of `S` is declared before `Second`, hence dropped before it. The `pinned`
/// attribute makes them, under names that code could give to other values.
#[doc(hidden)]
pub struct DeclaredBefore<S: ?Sized, First, Second>(PhantomData<Named<S, First, Second>>);

/// That it is about these fields of this type, and no others.
type Named<S, First, Second> = (fn(*mut S) -> *mut S, fn(First, Second));

impl<S: ?Sized, First, Second> DeclaredBefore<S, First, Second> {
    /// Says so.
    ///
    /// # Safety
    ///
    /// It is so.
    pub const unsafe fn new() -> Self {
        DeclaredBefore(PhantomData)
    }
}

/// A lender, for one field to borrow from.
///
/// # Invariants
///
/// The field that is built with it lies in the same pinned value, and is dropped before the lender.
#[doc(hidden)]
pub struct Loan<L>(*const L);

impl<L> Loan<L> {
    /// Lends to one field.
    ///
    /// # Safety
    ///
    /// It is used for the field `First` of the value at `_of`, of which `lender` is the field `Second`,
    /// and of which all fields are pinned.
    #[inline(always)]
    pub unsafe fn new<First, Second, S: ?Sized, G: Guarantee>(
        _of: &Building<'_, S, G>,
        lender: &Lender<L>,
        _order: DeclaredBefore<S, First, Second>,
    ) -> Self {
        // INVARIANT: as the caller promises; of these two, `_order` says which is dropped first.
        Loan(lender.value.get())
    }
}

/// Builds a field that borrows from a filled field of the same value.
#[doc(hidden)]
#[inline]
pub fn fill_borrowing<F, L, E, G, B>(
    field: Place<SelfRef<F>, G>,
    loan: Loan<L>,
    build: B,
) -> Result<Guard<SelfRef<F>>, E>
where
    F: ForLt,
    G: Guarantee,
    B: for<'t, 'o> FnOnce(&'t L, Uninit<'o, F::Of<'t>>) -> Result<InPlace<'o, F::Of<'t>>, E>,
{
    let init = move |slot: *mut SelfRef<F>| {
        // SAFETY: by the invariant of `Loan` the lender is there as long as what is built, and it
        // is only ever shared.
        let lender = unsafe { &*loan.0 };
        // SAFETY: the field is a place as good as the whole. Lifetimes do not matter to layout.
        unsafe {
            build_at::<F::Of<'_>, E, Pinned, _>((&raw mut (*slot).value).cast(), |out| {
                build(lender, out)
            })
        }
    };
    // SAFETY: the other field of a `SelfRef` has no size, so there is a value then.
    unsafe { field.fill_with(init) }
}
